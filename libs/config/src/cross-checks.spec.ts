import { describe, expect, it } from 'vitest';
import { loadConfiguration } from './load.js';
import { ConfigurationError } from './problem.js';

function problems(env: Record<string, string>): { key: string; message: string; source: string }[] {
  try {
    loadConfiguration({ env, cwd: '/srv', readFile: () => '' });
  } catch (error) {
    if (error instanceof ConfigurationError) return [...error.problems];
    throw error;
  }
  return [];
}

describe('cross-checks', () => {
  it('want certificate and key together', () => {
    expect(problems({ DORMOUSE_TLS_CERT: 'a.pem' })).toMatchObject([
      { key: 'DORMOUSE_TLS_CERT', message: expect.stringContaining('tls_key') },
    ]);
    expect(problems({ DORMOUSE_TLS_KEY: 'a.pem' })).toMatchObject([
      { key: 'DORMOUSE_TLS_KEY', message: expect.stringContaining('tls_cert') },
    ]);
  });

  it.each(['127.0.0.1', '127.9.9.9', '::1', 'localhost'])(
    'let the laboratory switch through on %s',
    (host) => {
      const env = { DORMOUSE_C2S_ALLOW_PLAINTEXT: 'true', DORMOUSE_C2S_HOST: host, DORMOUSE_HTTP_HOST: host };
      expect(problems(env)).toEqual([]);
    },
  );

  it.each(['0.0.0.0', '::', '192.168.1.2', 'example.org'])('refuse the laboratory switch on %s', (host) => {
    for (const key of ['DORMOUSE_C2S_HOST', 'DORMOUSE_HTTP_HOST']) {
      expect(problems({ [key]: host })).toEqual([]);
      expect(problems({ [key]: host, DORMOUSE_C2S_ALLOW_PLAINTEXT: 'true' })).toMatchObject([
        { key, message: expect.stringContaining('loopback') },
      ]);
    }
  });

  it('want ports apart where addresses meet', () => {
    expect(problems({ DORMOUSE_C2S_PORT: '5280' })).toMatchObject([
      { key: 'http_port', source: 'default', message: 'must differ from c2s_port' },
    ]);
    expect(problems({ DORMOUSE_C2S_PORT: '5280', DORMOUSE_HTTP_HOST: '::' })).toHaveLength(1);
    expect(problems({ DORMOUSE_C2S_PORT: '5280', DORMOUSE_HTTP_HOST: '::1' })).toEqual([]);
    expect(problems({ DORMOUSE_C2S_PORT: '0', DORMOUSE_C2S_TLS_PORT: '0', DORMOUSE_HTTP_PORT: '0' })).toEqual(
      [],
    );
  });

  it('say nothing about a value that is already wrong', () => {
    expect(problems({ DORMOUSE_C2S_HOST: 'a b', DORMOUSE_C2S_ALLOW_PLAINTEXT: 'true' })).toHaveLength(1);
  });

  it('want of an identity provider all that it takes to sign in by it', () => {
    const issuer = { DORMOUSE_ACCESS_OIDC_ISSUER: 'https://id.example.org' };
    const client = { DORMOUSE_ACCESS_OIDC_CLIENT_ID: 'dormouse' };
    expect(problems(issuer)).toMatchObject([
      {
        key: 'DORMOUSE_ACCESS_OIDC_ISSUER',
        message: expect.stringContaining('access_oidc_client_id and access_oidc_roles'),
      },
    ]);
    expect(problems({ ...issuer, ...client })).toHaveLength(1);
    expect(problems({ ...issuer, ...client, DORMOUSE_ACCESS_OIDC_ROLES: 'viewer=*' })).toEqual([]);
    expect(problems({ DORMOUSE_ACCESS_OIDC_ROLES: 'boss=*' })).toHaveLength(1);
  });

  it.each([
    ['https://id.example.org/realms/staff', 0],
    ['http://127.0.0.1:3000', 0],
    ['http://[::1]:3000', 0],
    ['http://id.example.org', 1],
    ['https://id.example.org/?a=b', 1],
    ['id.example.org', 1],
  ])('take %s for an issuer, or do not', (issuer, wrong) => {
    const rest = { DORMOUSE_ACCESS_OIDC_CLIENT_ID: 'dormouse', DORMOUSE_ACCESS_OIDC_ROLES: 'viewer=*' };
    expect(problems({ DORMOUSE_ACCESS_OIDC_ISSUER: issuer, ...rest })).toHaveLength(wrong);
  });
});

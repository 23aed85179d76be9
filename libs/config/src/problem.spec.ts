import { describe, expect, it } from 'vitest';
import { loadConfiguration } from './load.js';
import { ConfigurationError, type ConfigurationProblem, formatProblems } from './problem.js';

function failure(env: Record<string, string>, yaml = ''): ConfigurationError {
  try {
    loadConfiguration({ env, cwd: '/srv', readFile: () => yaml });
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

const only = (env: Record<string, string>, yaml = ''): ConfigurationProblem => {
  const { problems } = failure(env, yaml);
  expect(problems).toHaveLength(1);
  return problems[0]!;
};

describe('problems', () => {
  it('are all reported at once, from both sources', () => {
    const yaml = 'smacks_hibernation_time: soon\nsmack_hibernation_time: 3\n';
    const { problems } = failure({ DORMOUSE_C2S_PORT: '70000', DORMOUSE_DOMIAN: 'x' }, yaml);
    expect(problems).toEqual([
      {
        key: 'smack_hibernation_time',
        message: 'is not an option; the nearest one is smacks_hibernation_time',
        source: 'dormouse.yaml:2',
      },
      {
        key: 'DORMOUSE_DOMIAN',
        message: 'is not an option; the nearest one is DORMOUSE_DOMAIN',
        source: 'environment',
      },
      {
        key: 'smacks_hibernation_time',
        value: '"soon"',
        message: 'must be whole seconds from 1 to 604800',
        source: 'dormouse.yaml:1',
      },
      {
        key: 'DORMOUSE_C2S_PORT',
        value: '"70000"',
        message: 'must be a whole number from 0 to 65535',
        source: 'environment',
      },
    ]);
  });

  it.each([
    [{ SMACKS_HIBERNATION_TIME: '0' }],
    [{ SMACKS_HIBERNATION_TIME: '1.5' }],
    [{ SMACKS_HIBERNATION_TIME: '0x10' }],
    [{ SMACKS_MAX_HIBERNATED_SESSIONS: '-1' }],
    [{ SMACKS_ON_EXPIRY: 'explode' }],
    [{ DORMOUSE_OFFLINE_MAX_MESSAGES: '-1' }],
    [{ DORMOUSE_LOG_LEVEL: 'loud' }],
    [{ DORMOUSE_C2S_ALLOW_PLAINTEXT: 'maybe' }],
    [{ DORMOUSE_C2S_HOST: '127.0.0.1:5222' }],
    [{ DORMOUSE_C2S_HOST: '[::1]' }],
    [{ DORMOUSE_C2S_HOST: '1.2.3' }],
    [{ DORMOUSE_HTTP_TRUST_PROXY: '10.0.0.0/33' }],
    [{ DORMOUSE_HTTP_TRUST_PROXY: 'true' }],
    [{ DORMOUSE_TELEMETRY_ACK_RATIO: '1.1' }],
    [{ DORMOUSE_HTTP_WEBSOCKET_ORIGINS: 'https://a.example/path' }],
    [{ DORMOUSE_HTTP_WEBSOCKET_ORIGINS: 'a.example' }],
  ])('are found in %o', (env) => {
    expect(only(env)).toMatchObject({
      key: Object.keys(env)[0],
      message: expect.stringMatching(/^must be /),
    });
  });

  it.each([
    'xmpp.example.org',
    ':5222',
    'xmpp.example.org:0',
    'xmpp.example.org:65536',
    '2001:db8::1:5222',
    '[10.0.0.1]:5222',
    '[2001:db8::1]',
    '10.0.0.300:5222',
    "a'b:5222",
    'a b:5222',
  ])('are found in smacks_location %s (R9)', (value) => {
    expect(only({ SMACKS_LOCATION: value }).message).toMatch(/^must be a host name or address and a port/);
  });

  it('say that a domain is not a valid one', () => {
    expect(only({ DORMOUSE_DOMAIN: 'exa mple' })).toMatchObject({
      value: '"exa mple"',
      message: expect.stringContaining('valid XMPP domain'),
    });
  });

  it.each([[{ SMACKS_ENABLED_S2S: 'true' }, 'federation']])(
    'give the reason why %o is refused',
    (env, reason) => {
      expect(only(env).message).toMatch(new RegExp(`^is refused: .*${reason}`));
    },
  );

  it('never show a secret, nor what an unknown key holds', () => {
    const error = failure({ DORMOUSE_ADMIN_PASSWORD: 'hunter2', DORMOUSE_ADMIN_PASWORD: 'hunter2' });
    expect(error.problems).toHaveLength(2);
    expect(`${formatProblems(error)} ${error.message} ${JSON.stringify(error.problems)}`).not.toContain(
      'hunter2',
    );
  });

  it('never quote a YAML line that cannot be read', () => {
    const error = failure({}, 'domain: a\nadmin_password: "hunter2\n');
    expect(error.problems[0]?.source).toMatch(/^dormouse\.yaml:\d$/);
    expect(formatProblems(error)).not.toContain('hunter2');
  });

  it('are found in a file that is no list of options', () => {
    expect(only({}, '- domain\n').message).toContain('`option: value`');
    expect(only({}, 'domain: a\ndomain: b\n')).toMatchObject({ source: 'dormouse.yaml:2' });
    expect(only({}, 'domain:\n  name: a\n')).toMatchObject({ key: 'domain', value: '{"name":"a"}' });
  });

  it('are read by people', () => {
    const text = formatProblems(failure({ DORMOUSE_C2S_PORT: 'x', DORMOUSE_HTTP_PORT: 'y' }));
    expect(text).toBe(
      [
        'The configuration has 2 problems:',
        '',
        '  DORMOUSE_C2S_PORT = "x"  (environment)',
        '      must be a whole number from 0 to 65535',
        '  DORMOUSE_HTTP_PORT = "y"  (environment)',
        '      must be a whole number from 0 to 65535',
        '',
        'Every option is described in docs/configuration.md.',
      ].join('\n'),
    );
  });
});

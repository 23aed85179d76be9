import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfiguration } from './load.js';
import { ConfigurationError, type ConfigurationProblem } from './problem.js';

const missing = () => {
  throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
};

/** Loads with `dormouse.yaml` holding `yaml`, or absent, in /srv. */
const load = (env: Record<string, string>, yaml?: string) =>
  loadConfiguration({ env, cwd: '/srv', readFile: yaml === undefined ? missing : () => yaml });

function problemsOf(run: () => unknown): readonly ConfigurationProblem[] {
  try {
    run();
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

describe('loadConfiguration', () => {
  it('has a default for everything, in milliseconds and absolute paths', () => {
    const { configuration, sources } = load({});
    expect(configuration).toEqual({
      server: { domain: 'localhost', dataDir: '/srv/data', logLevel: 'info' },
      telemetry: {
        userId: false,
        ringBytes: 8_388_608,
        ratios: { connect: 1, lifecycle: 1, ack: 0.1, message: 0.01, storage: 0.01 },
      },
      events: { retention: 30 * 86_400_000, max: 200_000 },
      access: {},
      smacks: {
        hibernationTime: 300_000,
        maxHibernationTime: 300_000,
        maxUnackedStanzas: 0,
        maxInactiveUnackedStanzas: 256,
        maxAckDelay: 60_000,
        ackTimeout: 90_000,
        maxHibernatedSessions: 10,
        maxOldSessions: 10,
        oldSessionTtl: 604_800_000,
        maxQueueStanzas: 2000,
        maxQueueBytes: 4_194_304,
        onExpiry: 'bounce',
        durability: 'journal',
        fsync: false,
        journalSegmentBytes: 16 * 1024 * 1024,
      },
      offline: { maxMessages: 100 },
      registration: { open: false, perHour: 5 },
      userData: { maxContacts: 10_000, maxPrivateBytes: 262_144, maxVcardBytes: 131_072, maxBlocks: 1000 },
      c2s: {
        host: '127.0.0.1',
        port: 5222,
        tlsPort: 5223,
        allowPlaintext: false,
        authTimeout: 30_000,
        maxStanzaBytes: 262_144,
        maxConnections: 100_000,
        maxBytesPerSecond: 1_048_576,
      },
      http: { host: '127.0.0.1', port: 5280, tls: false, websocketOrigins: [] },
    });
    expect(sources.domain).toBe('default');
  });

  it('reads the same options from YAML and from the environment, which wins', () => {
    const yaml =
      'domain: example.org\n\nsmacks_hibernation_time: 60\nc2s_port: 5322\nc2s_allow_plaintext: yes\n';
    const { configuration, sources } = load({ DORMOUSE_C2S_PORT: '0', SMACKS_ACK_TIMEOUT: '5' }, yaml);
    expect(configuration.server.domain).toBe('example.org');
    expect(configuration.smacks.hibernationTime).toBe(60_000);
    expect(configuration.smacks.ackTimeout).toBe(5000);
    expect(configuration.c2s).toMatchObject({ port: 0, allowPlaintext: true });
    expect(sources).toMatchObject({
      smacks_hibernation_time: 'dormouse.yaml:3',
      c2s_port: 'DORMOUSE_C2S_PORT',
      smacks_ack_timeout: 'SMACKS_ACK_TIMEOUT',
    });
  });

  it('caps what clients may ask for at the hibernation time unless told otherwise', () => {
    expect(load({ SMACKS_HIBERNATION_TIME: '7' }).configuration.smacks.maxHibernationTime).toBe(7000);
    const own = load({ SMACKS_HIBERNATION_TIME: '7', SMACKS_MAX_HIBERNATION_TIME: '9' });
    expect(own.configuration.smacks.maxHibernationTime).toBe(9000);
  });

  it('takes null in YAML and none in the environment for unlimited', () => {
    expect(load({}, 'smacks_max_old_sessions: null').configuration.smacks.maxOldSessions).toBeNull();
    expect(load({ SMACKS_MAX_OLD_SESSIONS: 'none' }).configuration.smacks.maxOldSessions).toBeNull();
    expect(problemsOf(() => load({ SMACKS_MAX_UNACKED_STANZAS: 'none' }))).toHaveLength(1);
  });

  it('does not take an empty YAML value for unlimited', () => {
    const [problem] = problemsOf(() => load({}, 'smacks_max_old_sessions:\n'));
    expect(problem).toMatchObject({ key: 'smacks_max_old_sessions', source: 'dormouse.yaml:1' });
    expect(problem?.message).toMatch(/has no value.*null for unlimited/);
  });

  it('counts an empty variable as unset', () => {
    expect(load({ DORMOUSE_DOMAIN: '' }).configuration.server.domain).toBe('localhost');
  });

  it('prepares the domain and resolves paths', () => {
    const { server } = load({
      DORMOUSE_DOMAIN: 'EXAMPLE.org',
      DORMOUSE_TLS_CERT: 'tls/cert.pem',
      DORMOUSE_TLS_KEY: '/etc/key.pem',
    }).configuration;
    expect(server).toMatchObject({
      domain: 'example.org',
      tlsCert: '/srv/tls/cert.pem',
      tlsKey: '/etc/key.pem',
    });
  });

  it('splits the list of origins', () => {
    const { http } = load({
      DORMOUSE_HTTP_WEBSOCKET_ORIGINS: 'https://a.example, http://b.example:8080',
    }).configuration;
    expect(http.websocketOrigins).toEqual(['https://a.example', 'http://b.example:8080']);
  });

  it.each(['xmpp.example.org:5222', '192.0.2.7:5222', '[2001:db8::1]:9222'])(
    'takes %s for a place to come back to (R9)',
    (value) => {
      expect(load({ SMACKS_LOCATION: value }).configuration.smacks.location).toBe(value);
    },
  );

  it('freezes what it gives', () => {
    const { configuration } = load({});
    expect([configuration, ...Object.values(configuration)].every((part) => Object.isFrozen(part))).toBe(
      true,
    );
  });
});

describe('the file that is read', () => {
  const reading = (given: { env?: Record<string, string>; yamlPath?: string }) => {
    const asked: string[] = [];
    const readFile = (path: string) => {
      asked.push(path);
      return '';
    };
    loadConfiguration({ env: {}, cwd: '/srv', ...given, readFile });
    return asked;
  };

  it('is dormouse.yaml, the one DORMOUSE_CONFIG names, or the one the caller names', () => {
    expect(reading({})).toEqual([resolve('/srv/dormouse.yaml')]);
    expect(reading({ env: { DORMOUSE_CONFIG: 'x.yaml' } })).toEqual([resolve('/srv/x.yaml')]);
    expect(reading({ env: { DORMOUSE_CONFIG: 'x.yaml' }, yamlPath: '/y.yaml' })).toEqual(['/y.yaml']);
  });

  it('must exist when it was named', () => {
    expect(problemsOf(() => load({ DORMOUSE_CONFIG: '/etc/none.yaml' }))).toEqual([
      {
        key: 'DORMOUSE_CONFIG',
        value: '/etc/none.yaml',
        message: 'names a configuration file that does not exist',
        source: 'environment',
      },
    ]);
  });

  it('is a problem when it cannot be read, named or not', () => {
    const denied = () => {
      throw Object.assign(new Error('denied'), { code: 'EACCES' });
    };
    const problems = problemsOf(() => loadConfiguration({ env: {}, cwd: '/srv', readFile: denied }));
    expect(problems[0]?.message).toContain('EACCES');
  });
});

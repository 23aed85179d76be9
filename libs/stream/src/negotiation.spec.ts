import { describe, expect, it } from 'vitest';
import {
  type HeaderFacts,
  MAX_AUTH_FAILURES,
  type Negotiation,
  type NegotiationEvent,
  type NegotiationRules,
  negotiate,
} from './negotiation.js';

const STREAMS = 'http://etherx.jabber.org/streams';
const tcp: NegotiationRules = { domain: 'example.com', framing: 'tcp', allowInsecure: false };
const lab: NegotiationRules = { ...tcp, allowInsecure: true };
const websocket: NegotiationRules = { ...tcp, framing: 'websocket', allowInsecure: true };

const facts: HeaderFacts = {
  name: 'stream',
  prefix: 'stream',
  xmlns: STREAMS,
  contentXmlns: 'jabber:client',
  to: 'example.com',
  version: '1.0',
};
const header = (change: Partial<HeaderFacts> = {}): NegotiationEvent => ({
  type: 'header',
  header: { ...facts, ...change },
});

const start: Negotiation = { phase: 'header', secured: false, user: null };
const restarted: Negotiation = { phase: 'header', secured: true, user: 'juliet@example.com' };

/** The last phase, and what was done: effects by name, failures by condition. */
function play(from: Negotiation, events: NegotiationEvent[], rules = tcp): [Negotiation, string[]] {
  let state = from;
  const done: string[] = [];
  for (const event of events) {
    const [next, ...effects] = negotiate(state, event, rules);
    state = next;
    for (const effect of effects) done.push(effect.do === 'fail' ? effect.error.condition : effect.do);
  }
  return [state, done];
}

const failsWith = (condition: string): [Negotiation, string[]] => [{ phase: 'closed' }, [condition]];

describe('the way to a bound resource', () => {
  const login: NegotiationEvent[] = [
    { type: 'auth' },
    { type: 'auth-succeeded', user: 'juliet@example.com' },
    header(),
    { type: 'bound' },
  ];

  it('with STARTTLS: header, TLS, header, SASL, header, bind (RFC 6120 §4.3)', () => {
    const [state, done] = play(start, [
      header(),
      { type: 'starttls' },
      { type: 'secured' },
      header(),
      ...login,
    ]);
    expect(state).toEqual({ phase: 'bound', user: 'juliet@example.com' });
    expect(done).toEqual(['offer', 'proceed', 'offer', 'authenticate', 'restart', 'offer']);
  });

  it('with direct TLS', () => {
    const [state, done] = play({ ...start, secured: true }, [header(), ...login]);
    expect(state.phase).toBe('bound');
    expect(done).toEqual(['offer', 'authenticate', 'restart', 'offer']);
  });

  it('over a WebSocket, whose headers have neither prefix nor stream namespace (RFC 7395 §3.3)', () => {
    const open = header({ name: 'open', prefix: '', xmlns: 'urn:ietf:params:xml:ns:xmpp-framing' });
    const [state] = play(start, [open, ...login.slice(0, 2), open, { type: 'bound' }], websocket);
    expect(state.phase).toBe('bound');
  });

  it('what TLS protected stays protected after SASL', () => {
    const [state] = play({ phase: 'open', secured: true }, login.slice(0, 3));
    expect(state).toEqual({ phase: 'authenticated', secured: true, user: 'juliet@example.com' });
  });
});

describe('stream headers', () => {
  it.each<[string, Partial<HeaderFacts>, string]>([
    ['another stream namespace (§4.9.3.10)', { xmlns: 'urn:other' }, 'invalid-namespace'],
    ['another element', { name: 'flow' }, 'bad-format'],
    ['another prefix (§4.9.3.2)', { prefix: 's' }, 'bad-namespace-prefix'],
    ['another content (§4.8.2)', { contentXmlns: 'jabber:server' }, 'invalid-namespace'],
    ['another domain (§4.9.3.6)', { to: 'example.net' }, 'host-unknown'],
    ['an account', { to: 'juliet@example.com' }, 'host-unknown'],
    ['nothing where the domain belongs', { to: '' }, 'host-unknown'],
    ['no version (§4.9.3.25)', { version: undefined }, 'unsupported-version'],
    ['version 0.9', { version: '0.9' }, 'unsupported-version'],
    ['version 1', { version: '1' }, 'unsupported-version'],
    ['a version in words', { version: 'one.zero' }, 'unsupported-version'],
  ])('with %s are refused', (_, change, condition) => {
    expect(play(start, [header(change)])).toEqual(failsWith(condition));
    expect(play(restarted, [header(change)])).toEqual(failsWith(condition));
  });

  it.each<[string, Partial<HeaderFacts>]>([
    ['no domain, for there is only one', { to: undefined }],
    ['the domain in capitals', { to: 'EXAMPLE.com' }],
    ['the domain with its final dot (RFC 7622 §3.2)', { to: 'example.com.' }],
    ['a later minor version (§4.7.5)', { version: '1.1' }],
    ['a later version, answered with ours', { version: '2.0' }],
    ['leading zeros (§4.7.5)', { version: '01.00' }],
  ])('with %s are accepted', (_, change) => {
    expect(play(start, [header(change)])).toEqual([{ phase: 'open', secured: false }, ['offer']]);
  });

  it('tell what is served', () => {
    const [, effect] = negotiate(start, header({ to: 'example.net' }), tcp);
    expect(effect).toMatchObject({ do: 'fail', error: { text: expect.stringContaining('example.com') } });
  });

  it('come first', () => {
    for (const event of [{ type: 'auth' }, { type: 'starttls' }, { type: 'stanza' }] as const)
      expect(play(start, [event])).toEqual(failsWith('bad-format'));
  });

  it('of a WebSocket must name the domain and version as well', () => {
    expect(play(start, [header({ to: 'example.net' })], websocket)).toEqual(failsWith('host-unknown'));
    expect(play(start, [header({ version: undefined })], websocket)).toEqual(
      failsWith('unsupported-version'),
    );
  });
});

describe('TLS', () => {
  it.each<[string, boolean, NegotiationRules]>([
    ['twice', true, tcp],
    ['on a WebSocket, which brings its own (RFC 7395 §3.9)', false, websocket],
  ])('is not begun %s', (_, secured, rules) => {
    expect(play({ phase: 'open', secured }, [{ type: 'starttls' }], rules)).toEqual(
      failsWith('unsupported-stanza-type'),
    );
  });

  it.each<NegotiationEvent>([header(), { type: 'auth' }, { type: 'stanza' }, { type: 'starttls' }])(
    'lets nothing through between <proceed/> and its handshake: $type',
    (event) => {
      expect(play({ phase: 'securing' }, [event])).toEqual(failsWith('not-authorized'));
    },
  );

  it('must stand before authentication, except in the laboratory', () => {
    const open: Negotiation = { phase: 'open', secured: false };
    expect(play(open, [{ type: 'auth' }])).toEqual(failsWith('policy-violation'));
    expect(play(open, [{ type: 'auth' }], lab)[1]).toEqual(['authenticate']);
    expect(play({ ...open, secured: true }, [{ type: 'auth' }])[1]).toEqual(['authenticate']);
  });
});

describe('authentication', () => {
  const exchange: Negotiation = { phase: 'authenticating', secured: true, failures: 0 };

  it('goes on through challenges and may be tried again after a failure (§6.4.5)', () => {
    const [state, done] = play(exchange, [{ type: 'auth' }, { type: 'auth-failed' }, { type: 'auth' }]);
    expect(state).toEqual({ ...exchange, failures: 1 });
    expect(done).toEqual(['authenticate', 'authenticate']);
  });

  it('ends the stream after too many failures', () => {
    expect(MAX_AUTH_FAILURES).toBeGreaterThanOrEqual(2);
    expect(MAX_AUTH_FAILURES).toBeLessThanOrEqual(5);
    const failures = Array.from(
      { length: MAX_AUTH_FAILURES },
      (): NegotiationEvent => ({ type: 'auth-failed' }),
    );
    expect(play(exchange, failures.slice(1))[0].phase).toBe('authenticating');
    expect(play(exchange, failures)).toEqual(failsWith('policy-violation'));
  });

  it.each<NegotiationEvent>([
    { type: 'stanza' },
    { type: 'starttls' },
    { type: 'bound' },
    { type: 'unknown', name: 'enable' },
    header(),
  ])('comes before all else: $type (§4.9.3.12)', (event) => {
    expect(play({ phase: 'authenticating', secured: true, failures: 0 }, [event])).toEqual(
      failsWith('not-authorized'),
    );
    if (event.type !== 'starttls')
      expect(play({ phase: 'open', secured: true }, [event])).toEqual(failsWith('not-authorized'));
  });
});

describe('binding', () => {
  const authenticated: Negotiation = { phase: 'authenticated', secured: true, user: 'juliet@example.com' };

  it('comes before any other stanza (§7.1)', () => {
    expect(play(authenticated, [{ type: 'stanza' }])).toEqual(failsWith('not-authorized'));
  });

  it.each<NegotiationEvent>([
    { type: 'auth' },
    { type: 'starttls' },
    { type: 'unknown', name: 'r' },
    header(),
  ])('is all that is left to negotiate: $type', (event) => {
    expect(play(authenticated, [event])).toEqual(failsWith('unsupported-stanza-type'));
  });

  it('says which element was not understood', () => {
    const [, effect] = negotiate(authenticated, { type: 'unknown', name: 'compress' }, tcp);
    expect(effect).toMatchObject({ do: 'fail', error: { text: '<compress/> is not understood here' } });
  });

  it('leaves the stream to stanzas', () => {
    const bound: Negotiation = { phase: 'bound', user: 'juliet@example.com' };
    expect(play(bound, [{ type: 'stanza' }])).toEqual([bound, []]);
    expect(play(bound, [{ type: 'auth' }])).toEqual(failsWith('unsupported-stanza-type'));
    expect(play(bound, [{ type: 'bound' }])).toEqual(failsWith('unsupported-stanza-type'));
  });
});

it.each<NegotiationEvent>([
  header(),
  { type: 'starttls' },
  { type: 'secured' },
  { type: 'auth' },
  { type: 'auth-failed' },
  { type: 'auth-succeeded', user: 'juliet@example.com' },
  { type: 'bound' },
  { type: 'stanza' },
  { type: 'unknown', name: 'x' },
])('a closed stream hears nothing: $type', (event) => {
  expect(play({ phase: 'closed' }, [event])).toEqual([{ phase: 'closed' }, []]);
});

import { prepareDomain } from '#jid';
import type { StreamError } from './stream-error.js';

/**
 * One stream's way from its first header to a bound resource (RFC 6120 §4.3, §5, §6, §7). Carried out by the
 * connection; this machine only says what is allowed when and what follows.
 */
export type Negotiation =
  /** Waits for a stream header, the first or one after TLS or SASL. */
  | { readonly phase: 'header'; readonly secured: boolean; readonly user: string | null }
  /** Features are out, nobody is authenticated. */
  | { readonly phase: 'open'; readonly secured: boolean }
  /** `<proceed/>` is on its way; what comes next is a TLS handshake. */
  | { readonly phase: 'securing' }
  /** A SASL exchange is under way. */
  | { readonly phase: 'authenticating'; readonly secured: boolean; readonly failures: number }
  /** Authenticated: a bind or a `<resume/>` makes it a session's stream. */
  | { readonly phase: 'authenticated'; readonly secured: boolean; readonly user: string }
  /** A session lives on this stream. */
  | { readonly phase: 'bound'; readonly user: string }
  | { readonly phase: 'closed' };

export type NegotiationEvent =
  | { readonly type: 'header'; readonly header: HeaderFacts }
  | { readonly type: 'starttls' }
  | { readonly type: 'secured' }
  | { readonly type: 'auth' }
  | { readonly type: 'auth-failed' }
  | { readonly type: 'auth-succeeded'; readonly user: string }
  | { readonly type: 'bound' }
  | { readonly type: 'stanza' }
  | { readonly type: 'unknown'; readonly name: string };

/** A stream's opening tag, or RFC 7395's `<open/>` (then without prefix). */
export interface HeaderFacts {
  readonly name: string;
  readonly prefix: string;
  /** Of the tag itself. */
  readonly xmlns: string;
  /** Default namespace of what follows. */
  readonly contentXmlns: string;
  readonly to: string | undefined;
  readonly version: string | undefined;
}

export type NegotiationEffect =
  | { readonly do: 'offer' }
  | { readonly do: 'proceed' }
  | { readonly do: 'authenticate' }
  | { readonly do: 'restart' }
  | { readonly do: 'fail'; readonly error: StreamError };

export interface NegotiationRules {
  /** As RFC 7622 §3.2 prepares it. */
  readonly domain: string;
  readonly framing: 'tcp' | 'websocket';
  /** Authentication may begin without TLS on this stream: the laboratory switch, or a WebSocket (SCRAM only there). */
  readonly allowInsecure: boolean;
}

/** RFC 6120 §6.4.5: a server should allow 2 to 5 tries; after that the stream ends. */
export const MAX_AUTH_FAILURES = 3;

type Step = readonly [Negotiation, ...NegotiationEffect[]];

const fail = (condition: StreamError['condition'], text: string): Step => [
  { phase: 'closed' },
  { do: 'fail', error: { condition, text } },
];

export function negotiate(state: Negotiation, event: NegotiationEvent, rules: NegotiationRules): Step {
  switch (state.phase) {
    case 'header':
      return awaitingHeader(state, event, rules);
    case 'open':
      return open(state, event, rules);
    case 'securing':
      return event.type === 'secured'
        ? [{ phase: 'header', secured: true, user: null }]
        : fail('not-authorized', 'TLS first');
    case 'authenticating':
      return authenticating(state, event);
    case 'authenticated':
      return authenticated(state, event);
    case 'bound':
      return event.type === 'stanza' ? [state] : fail('unsupported-stanza-type', describe(event));
    case 'closed':
      return [state];
  }
}

function awaitingHeader(
  state: Extract<Negotiation, { phase: 'header' }>,
  event: NegotiationEvent,
  rules: NegotiationRules,
): Step {
  if (event.type !== 'header') return fail('bad-format', 'a stream header was expected');
  const { header } = event;
  const problem = rules.framing === 'tcp' ? tcpHeaderProblem(header) : undefined;
  if (problem !== undefined) return problem;
  // RFC 6120 §4.7.2: without `to` there is no telling which domain is meant; with one domain the answer is plain.
  if (header.to !== undefined && prepareDomain(header.to) !== rules.domain)
    return fail('host-unknown', `this server serves ${rules.domain}`);
  // RFC 6120 §4.7.5: major and minor are numbers of their own, leading zeros mean nothing.
  if (header.version === undefined || !/^0*[1-9]\d*\.\d+$/.test(header.version))
    return fail('unsupported-version', 'XMPP 1.0 is spoken here');
  if (state.user !== null)
    return [{ phase: 'authenticated', secured: state.secured, user: state.user }, { do: 'offer' }];
  return [{ phase: 'open', secured: state.secured }, { do: 'offer' }];
}

const STREAMS = 'http://etherx.jabber.org/streams';

function tcpHeaderProblem({ name, prefix, xmlns, contentXmlns }: HeaderFacts): Step | undefined {
  if (xmlns !== STREAMS) return fail('invalid-namespace', `the stream's namespace must be ${STREAMS}`);
  if (name !== 'stream') return fail('bad-format', 'a stream header was expected');
  if (prefix !== 'stream') return fail('bad-namespace-prefix', 'the prefix must be stream');
  if (contentXmlns !== 'jabber:client') return fail('invalid-namespace', 'client streams are jabber:client');
  return undefined;
}

function open(
  state: Extract<Negotiation, { phase: 'open' }>,
  event: NegotiationEvent,
  rules: NegotiationRules,
): Step {
  switch (event.type) {
    case 'starttls':
      if (state.secured || rules.framing !== 'tcp')
        return fail('unsupported-stanza-type', 'there is no TLS to begin here');
      return [{ phase: 'securing' }, { do: 'proceed' }];
    case 'auth':
      if (!state.secured && !rules.allowInsecure) return fail('policy-violation', 'STARTTLS comes first');
      return [{ phase: 'authenticating', secured: state.secured, failures: 0 }, { do: 'authenticate' }];
    default:
      // RFC 6120 §4.9.3.12: stanzas before authentication.
      return fail('not-authorized', describe(event));
  }
}

function authenticating(
  state: Extract<Negotiation, { phase: 'authenticating' }>,
  event: NegotiationEvent,
): Step {
  switch (event.type) {
    case 'auth':
      return [state, { do: 'authenticate' }];
    case 'auth-succeeded':
      return [{ phase: 'header', secured: state.secured, user: event.user }, { do: 'restart' }];
    case 'auth-failed': {
      const failures = state.failures + 1;
      if (failures >= MAX_AUTH_FAILURES) return fail('policy-violation', 'too many failed authentications');
      return [{ ...state, failures }];
    }
    default:
      return fail('not-authorized', describe(event));
  }
}

function authenticated(
  state: Extract<Negotiation, { phase: 'authenticated' }>,
  event: NegotiationEvent,
): Step {
  switch (event.type) {
    case 'bound':
      return [{ phase: 'bound', user: state.user }];
    case 'stanza':
      // RFC 6120 §7.1: no stanza but the bind request before a resource is bound.
      return fail('not-authorized', 'bind a resource first');
    default:
      return fail('unsupported-stanza-type', describe(event));
  }
}

const describe = (event: NegotiationEvent): string =>
  event.type === 'unknown' ? `<${event.name}/> is not understood here` : `${event.type} is not allowed now`;

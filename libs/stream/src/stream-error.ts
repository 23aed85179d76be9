import { escapeText } from '#xml';

/** Conditions of RFC 6120 §4.9.3 that this server sends. */
export type StreamErrorCondition =
  | 'bad-format'
  | 'bad-namespace-prefix'
  | 'conflict'
  | 'connection-timeout'
  | 'host-unknown'
  | 'improper-addressing'
  | 'internal-server-error'
  | 'invalid-from'
  | 'invalid-namespace'
  | 'invalid-xml'
  | 'not-authorized'
  | 'not-well-formed'
  | 'policy-violation'
  | 'reset'
  | 'resource-constraint'
  | 'restricted-xml'
  | 'system-shutdown'
  | 'undefined-condition'
  | 'unsupported-encoding'
  | 'unsupported-stanza-type'
  | 'unsupported-version';

export interface StreamError {
  readonly condition: StreamErrorCondition;
  /** For people, in English (RFC 6120 §4.9.2). */
  readonly text?: string;
  /** Application-specific condition, already XML (RFC 6120 §4.9.4). */
  readonly application?: string;
}

const NS = 'urn:ietf:params:xml:ns:xmpp-streams';

/** @param declare on a WebSocket every element stands alone and must bring its own prefix (RFC 7395 §3.3.3). */
export function streamError(error: StreamError, declare: boolean): string {
  const xmlns = declare ? " xmlns:stream='http://etherx.jabber.org/streams'" : '';
  const text =
    error.text === undefined ? '' : `<text xmlns='${NS}' xml:lang='en'>${escapeText(error.text)}</text>`;
  return `<stream:error${xmlns}><${error.condition} xmlns='${NS}'/>${text}${error.application ?? ''}</stream:error>`;
}

/** Where unpredictable names come from. */
export interface Ids {
  /** A fresh stream-management id: opaque, ≥ 128 bits, never reused (XEP-0198 §5). Secret: only its hash is ever stored or shown. */
  smId(): string;
  /** A fresh session id, safe to show to operators. */
  sessionId(): string;
  /** A stream id, resource or stanza id (RFC 6120 §4.7.3, §7.6). */
  token(): string;
}

import type { EndReason } from '#contracts';
import type { QueuedStanza } from './queued-stanza.js';

/** What becomes of a stanza its recipient never acknowledged (XEP-0198 §4; reference table of fates). */
export type Fate =
  | 'drop'
  /** Error `recipient-unavailable` to the sender. */
  | 'bounce'
  /** Another resource that RFC 6121 §8 would pick, else bounce. */
  | 'reroute'
  /** Waits for the session that took this one's resource, until its first presence. */
  | 'inherit';

export interface FateContext {
  readonly reason: EndReason;
  /** Full JID of the session that ends. */
  readonly fullJid: string;
  /** Our domain: what the server said itself is not worth an error to itself. */
  readonly domain: string;
  /** `smacks_on_expiry`. */
  readonly onExpiry: 'bounce' | 'drop';
}

/** First row that fits. The stanza has already left the ended session's queue. */
export function fateOf(stanza: QueuedStanza, context: FateContext): Fate {
  if (stanza.from === context.fullJid || stanza.from === context.domain) return 'drop';
  // An error may never answer an error or a result (RFC 6120 §8.3.1).
  if (stanza.type === 'error' || stanza.type === 'result') return 'drop';
  // Another copy of this very stanza has arrived or still may.
  if (stanza.arrived || stanza.holders > 0) return 'drop';
  switch (stanza.kind) {
    case 'iq':
      return 'bounce';
    case 'presence':
      return 'drop';
    case 'message':
      if (stanza.transient || stanza.type === 'headline') return 'drop';
      if (stanza.type === 'groupchat') return 'bounce';
      if (context.reason === 'replaced') return 'inherit';
      return context.onExpiry === 'bounce' ? 'reroute' : 'drop';
  }
}

import type { EndReason } from '#contracts';
import { bareOf } from '#jid';
import type { QueuedStanza } from './queued-stanza.js';

/** What becomes of a stanza its recipient never acknowledged (XEP-0198 §4; reference table of fates). */
export type Fate =
  | 'drop'
  /** Error `recipient-unavailable` to the sender. */
  | 'bounce'
  /** Another resource that RFC 6121 §8 would pick, else bounce. */
  | 'reroute'
  /** Another resource, else the offline store, else bounce. */
  | 'store'
  /** Another resource, else drop: storing would be its fate, and the sender forbids that. */
  | 'reroute-or-drop'
  /** The offline store, until the next login (RFC 6121 §3.1.3). */
  | 'keep'
  /** Waits for the session that took this one's resource, until its first presence. */
  | 'inherit';

export interface FateContext {
  readonly reason: EndReason;
  /** Full JID of the session that ends. */
  readonly fullJid: string;
  /** Our domain, in whose name the server speaks. */
  readonly domain: string;
  /** `smacks_on_expiry`. */
  readonly onExpiry: 'bounce' | 'offline' | 'drop';
}

const SUBSCRIPTIONS: ReadonlySet<string> = new Set([
  'subscribe',
  'subscribed',
  'unsubscribe',
  'unsubscribed',
]);

/** First row that fits. The stanza has already left the ended session's queue. */
export function fateOf(stanza: QueuedStanza, context: FateContext): Fate {
  if (stanza.from === context.fullJid) return 'drop';
  if (stanza.kind === 'iq' && isServers(stanza.from, context)) return 'drop';
  // An error may never answer an error or a result (RFC 6120 §8.3.1).
  if (stanza.type === 'error' || (stanza.kind === 'iq' && stanza.type === 'result')) return 'drop';
  // A carbon: the original has met its own fate elsewhere (XEP-0280).
  if (stanza.copy) return 'drop';
  // Another copy of this very stanza has arrived or still may.
  if (stanza.arrived || stanza.holders > 0) return 'drop';
  switch (stanza.kind) {
    case 'iq':
      return 'bounce';
    case 'presence':
      return SUBSCRIPTIONS.has(stanza.type) ? 'keep' : 'drop';
    case 'message':
      // Before all that is about chat: the error is how a room learns that its occupant is gone.
      if (stanza.type === 'groupchat') return 'bounce';
      if (stanza.transient || stanza.type === 'headline') return 'drop';
      if (context.reason === 'replaced') return 'inherit';
      return ofChat(stanza, context.onExpiry);
  }
}

/** What `smacks_on_expiry` means for a message of type chat or normal. */
function ofChat(stanza: QueuedStanza, onExpiry: FateContext['onExpiry']): Fate {
  switch (onExpiry) {
    case 'bounce':
      return 'reroute';
    case 'offline':
      return stanza.noStore ? 'reroute-or-drop' : 'store';
    case 'drop':
      return 'drop';
  }
}

/** Whether the server itself asks, by its own name or on the account's behalf, as in a roster push (RFC 6121 §2.1.6). */
const isServers = (from: string, { domain, fullJid }: FateContext): boolean =>
  from === '' || from === domain || from === bareOf(fullJid);

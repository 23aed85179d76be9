/** Why a stanza was queued: the inbound stanza (session, count, ordinal) whose effect it is (DESIGN: effects know their cause). */
export interface Cause {
  readonly sessionId: string;
  readonly n: number;
  readonly ordinal: number;
}

/** One fact about a session that must outlive the process. Counts are modulo 2^32. */
export type JournalEntry =
  | { readonly kind: 'enabled'; readonly sessionId: string }
  | { readonly kind: 'enqueue'; readonly sessionId: string; readonly n: number; readonly xml: string }
  | { readonly kind: 'inbound'; readonly sessionId: string; readonly h: number }
  | { readonly kind: 'ack'; readonly sessionId: string; readonly h: number }
  | { readonly kind: 'hibernating'; readonly sessionId: string; readonly deadline: number }
  | { readonly kind: 'resumed'; readonly sessionId: string }
  | { readonly kind: 'ended'; readonly sessionId: string; readonly reason: string };

/** Where an outbox turn is made safe before any of its output leaves. */
export interface JournalPort {
  /** False when nothing is kept: callers then build no entries at all. */
  readonly recording: boolean;
  /** Returns once every entry is as safe as the configuration promises; throws if it could not be made so. */
  append(entries: readonly JournalEntry[]): void;
}

/** `smacks_durability: none`. */
export const noJournal: JournalPort = { recording: false, append: () => undefined };

import type { EndReason, OldSessionListQuery } from '#contracts';

/** What stays of an ended session so that a late `<resume/>` is told how far we got (XEP-0198 §5, h in `<failed/>`). */
export interface OldSession {
  /** SHA-256 of the smId, base64url: the smId itself is a take-over secret and is never stored. */
  readonly smIdHash: string;
  /** The session's public id, as it was shown while it lived. */
  readonly sessionId: string;
  readonly bareJid: string;
  readonly resource: string;
  /** Stanzas handled from the client, 0 … 2^32-1. */
  readonly h: number;
  /** Milliseconds since the epoch. */
  readonly endedAt: number;
  readonly reason: EndReason;
}

export interface OldSessionStore {
  /** Stores all rows in one transaction, then forgets each touched user's oldest beyond `keep(bareJid)` (null: no limit). Resolves when committed. */
  remember(rows: readonly OldSession[], keep: (bareJid: string) => number | null): Promise<void>;
  find(smIdHash: string): Promise<OldSession | undefined>;
  /** Keyset paging: what stays is met once, whatever comes and goes. Rejects with RangeError for a cursor of another list. */
  list(query: OldSessionListQuery): Promise<{ items: OldSession[]; next: string | null; total: number }>;
  count(): Promise<number>;
  /** Users behind `after` in the order of their JIDs, with how many they have. */
  countsByUser(after: string, limit: number): Promise<{ bareJid: string; count: number }[]>;
  countByUser(bareJid: string): Promise<number>;
  /** By public session id; true if it was there. */
  forget(sessionId: string): Promise<boolean>;
  forgetUser(bareJid: string): Promise<number>;
  /** Forgets each user's oldest beyond `keep`; called when a limit is lowered. */
  trim(bareJid: string, keep: number | null): Promise<number>;
  /** Forgets what ended before `endedBefore` (ms since the epoch); answers how many. */
  purge(endedBefore: number): Promise<number>;
}

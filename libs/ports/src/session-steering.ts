import type { QueuedStanzaView, QueuePage } from '#contracts';

/** Why an action did not happen: no such session, or not in a state for it. */
export type Refused = 'not-found' | 'wrong-state';

/** What operators do to sessions besides ending them, and what they see of their queues. Each resolves when it has happened. */
export interface SessionSteering {
  /**
   * Sends an `<r/>`; resolves when the socket has it, or, where `waitMs` is above 0, when an `<a/>` came, the connection
   * was lost or that time is over. `wrong-state` without a connection or without stream management.
   */
  requestAck(
    id: string,
    by: string,
    reason: string,
    waitMs: number,
  ): Promise<Refused | { readonly rtt: number | null; readonly unacked: number }>;
  /** Closes the connection so that the session hibernates; `wrong-state` when it has none or may not be resumed. */
  disconnect(id: string, by: string, reason: string): Promise<Refused | 'done'>;
  /**
   * Moves the deadline of a hibernation `ms` further on, no further than the user's smacks_max_hibernation_time from now unless
   * `beyondLimit`, and never earlier than it was. Answers the deadline in ms since the epoch.
   */
  extend(
    id: string,
    by: string,
    reason: string,
    ms: number,
    beyondLimit: boolean,
  ): Promise<Refused | { readonly deadline: number; readonly capped: boolean }>;
  /** Forgets the h of an ended session; false when it was not known. A late `<resume/>` is then told nothing (XEP-0198 §5). */
  forgetOld(sessionId: string, by: string, reason: string): Promise<boolean>;
  /** The same for all of a user; answers how many. */
  forgetOldOf(bareJid: string, by: string, reason: string): Promise<number>;
  /** What waits for the client, oldest first. @param after the count of the last stanza of the page before */
  queue(id: string, after: number | undefined, limit: number): QueuePage | undefined;
  stanza(id: string, n: number): QueuedStanzaView | undefined;
}

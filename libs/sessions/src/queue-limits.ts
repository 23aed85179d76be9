import type { SessionLimits } from './limits.js';
import type { Session } from './session.js';

/** A flood right after login (stored messages, rooms) must not end a client that does acknowledge. */
const LOGIN_WINDOW = 60_000;
const LOGIN_FACTOR = 4;

/** Whether a session may hold this many unacknowledged stanzas and UTF-8 bytes of them. @param now monotonic ms */
export function mayHold(session: Session, now: number, stanzas: number, bytes: number): boolean {
  return mayHoldUnder(session.limits, session.openedMonotonic, now, stanzas, bytes);
}

/** The same for a session opened at `openedMonotonic` ms, if these were its limits. */
export function mayHoldUnder(
  { maxQueueStanzas, maxQueueBytes }: SessionLimits,
  openedMonotonic: number,
  now: number,
  stanzas: number,
  bytes: number,
): boolean {
  const over = (factor: number) =>
    (maxQueueStanzas !== null && stanzas > maxQueueStanzas * factor) ||
    (maxQueueBytes !== null && bytes > maxQueueBytes * factor);
  if (!over(1)) return true;
  return now - openedMonotonic <= LOGIN_WINDOW && !over(LOGIN_FACTOR);
}

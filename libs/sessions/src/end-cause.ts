import type { EndReason } from '#contracts';
import type { Session } from './session.js';

/** What brought an end about, where its reason leaves that open: time, somebody's hand, or the limit that pushed the session out. */
export type EndCause = 'timer' | 'operator' | 'smacks_max_hibernated_sessions' | 'journal';

export function endCause(session: Session, reason: EndReason): EndCause | null {
  switch (reason) {
    case 'expired':
      return session.endNote === null ? 'timer' : 'operator';
    case 'killed':
      return 'operator';
    case 'evicted':
      return 'smacks_max_hibernated_sessions';
    case 'damaged':
      return 'journal';
    default:
      return null;
  }
}

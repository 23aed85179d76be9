import type { LimitView, SessionView } from '#contracts';

/** Of a session, what its queue takes. */
type Queued = Pick<SessionView, 'state' | 'unacked' | 'queueBytes'>;

/** How much of a limit is in use: of limits of one session by the session that uses most. Null where nothing can be counted.
 *  @param sessions every session of the user as the live channel shows them; undefined while it does not show all of them */
export function usedOf({ name, current }: LimitView, sessions: readonly Queued[] | undefined): number | null {
  const most = (measure: (session: Queued) => number) =>
    sessions === undefined ? null : Math.max(0, ...sessions.map(measure));
  switch (name) {
    case 'smacks_max_hibernated_sessions':
      return sessions?.filter(({ state }) => state === 'hibernating').length ?? current;
    case 'smacks_max_queue_stanzas':
      return most(({ unacked }) => unacked);
    case 'smacks_max_queue_bytes':
      return most(({ queueBytes }) => queueBytes);
    default:
      return current;
  }
}

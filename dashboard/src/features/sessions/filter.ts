import type { SessionFilter, SessionView } from '#contracts';

/** Whether a session passes the filter, as `GET /sessions` would decide it. */
export function passes(session: SessionView, { state, user, backlog }: SessionFilter): boolean {
  if (state !== undefined && session.state !== state) return false;
  if (backlog && session.unacked === 0) return false;
  return user === undefined || session.user.toLowerCase().includes(user.toLowerCase());
}

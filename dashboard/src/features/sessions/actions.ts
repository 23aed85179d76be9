import type { SessionView } from '#contracts';

/** What an operator can do to a session, mildest first. */
export const sessionActions = ['request-ack', 'disconnect', 'extend', 'expire', 'kill'] as const;
export type SessionActionName = (typeof sessionActions)[number];

type Acted = Pick<SessionView, 'state' | 'streamManagement' | 'resumable'>;

/** Whether the session is in a state for it now; the server decides again. */
export function isPossible(action: SessionActionName, session: Acted): boolean {
  switch (action) {
    case 'request-ack':
      return session.state === 'connected' && session.streamManagement;
    case 'disconnect':
      // Without resumption it would end with its connection; that is what kill is for.
      return session.state === 'connected' && session.resumable;
    case 'extend':
    case 'expire':
      return session.state === 'hibernating';
    case 'kill':
      return session.state !== 'ending';
  }
}

export type ActedSession = Pick<SessionView, 'id' | 'user' | 'resource' | 'deadline'>;

/** Whether to do something to a session. */
export interface ActionQuestion {
  readonly session: ActedSession;
  readonly action: SessionActionName;
}

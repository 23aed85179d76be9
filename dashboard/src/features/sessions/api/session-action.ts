import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type AckRequestResult, type ExtendResult, routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

/** How long the server waits for the client's `<a/>` before it says that none came. */
const ACK_WAIT_SECONDS = 5;

/** What is to be done to one session, and why. */
export type SessionAct = { readonly id: string; readonly reason: string } & (
  | { readonly action: 'request-ack' | 'disconnect' | 'expire' | 'kill' }
  | { readonly action: 'extend'; readonly seconds: number; readonly beyondLimit: boolean }
);

/** What came of it; of some there is nothing more to say than that it was done. */
export type ActOutcome = AckRequestResult | ExtendResult | { readonly outcome: 'done' };

/** Refused with `no-such-session` when it had ended already, with `wrong-state` when it is not in a state for this. */
export function actOnSession(act: SessionAct): Promise<ActOutcome> {
  const path = { id: act.id };
  const body = { reason: act.reason };
  switch (act.action) {
    case 'request-ack':
      return call(routes.sessions.requestAck, { path, body: { ...body, waitSeconds: ACK_WAIT_SECONDS } });
    case 'extend':
      return call(routes.sessions.extend, {
        path,
        body: { ...body, seconds: act.seconds, beyondLimit: act.beyondLimit },
      });
    default:
      return call(routes.sessions[act.action], { path, body });
  }
}

export function useActOnSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: actOnSession,
    onSettled: async (_outcome, _error, { id }) => {
      await Promise.all(
        [['sessions'], ['session', id], ['old-sessions']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      );
    },
  });
}

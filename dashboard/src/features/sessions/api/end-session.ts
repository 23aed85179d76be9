import { useMutation, useQueryClient } from '@tanstack/react-query';
import { routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

export type EndAction = 'expire' | 'kill';

interface EndSession {
  readonly id: string;
  readonly action: EndAction;
  readonly reason: string;
}

/** Ends a session. Refused with `no-such-session` when it had ended already, with `wrong-state` when it is connected again
 *  (only hibernating sessions expire). */
export async function endSession({ id, action, reason }: EndSession): Promise<void> {
  await call(routes.sessions[action], { path: { id }, body: { reason } });
}

export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: endSession,
    onSettled: async (_outcome, _error, { id }) => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ['sessions'] }),
        client.invalidateQueries({ queryKey: ['session', id] }),
        client.invalidateQueries({ queryKey: ['old-sessions'] }),
      ]);
    },
  });
}

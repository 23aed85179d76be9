import { useMutation, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { call, segment } from '../../../lib/api-client.js';

export type EndAction = 'expire' | 'kill';

/** `done`, or why not: `not-found` (it had ended already), `wrong-state` (connected sessions do not expire). */
const endAnswer = z.object({ outcome: z.string() });

interface EndSession {
  readonly id: string;
  readonly action: EndAction;
  readonly reason: string;
}

export async function endSession({ id, action, reason }: EndSession): Promise<string> {
  const path = `/sessions/${segment(id)}/${action}`;
  return (await call({ method: 'POST', path, body: { reason }, answer: endAnswer })).outcome;
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

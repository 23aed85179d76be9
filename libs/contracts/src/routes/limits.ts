import { get, put, remove } from '../client/route.js';
import { limitChangeSchema, setLimitSchema, userLimitsSchema } from '../limit.js';

/** Limits of one user. */
export const limitRoutes = {
  show: get('/users/{jid}/limits', { answer: userLimitsSchema }),
  set: put('/users/{jid}/limits/{name}', { body: setLimitSchema, answer: limitChangeSchema }),
  clear: remove('/users/{jid}/limits/{name}', { answer: limitChangeSchema }),
} as const;

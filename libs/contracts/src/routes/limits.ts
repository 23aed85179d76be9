import { get, post, put, remove } from '../client/route.js';
import {
  limitChangeSchema,
  limitHistoryPageSchema,
  limitPreviewSchema,
  setLimitSchema,
  userLimitsSchema,
} from '../limit.js';
import { pageQuerySchema } from '../page.js';

/** Limits of one user. */
export const limitRoutes = {
  show: get('/users/{jid}/limits', { answer: userLimitsSchema }),
  history: get('/users/{jid}/limits/history', { query: pageQuerySchema, answer: limitHistoryPageSchema }),
  preview: post('/users/{jid}/limits/{name}/preview', { body: setLimitSchema, answer: limitPreviewSchema }),
  set: put('/users/{jid}/limits/{name}', { body: setLimitSchema, answer: limitChangeSchema }),
  clear: remove('/users/{jid}/limits/{name}', { answer: limitChangeSchema }),
} as const;

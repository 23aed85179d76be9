import { z } from 'zod';
import { get, post, remove } from '../client/route.js';
import { oldSessionQuerySchema } from '../old-session-query.js';
import { pageOf } from '../page.js';
import {
  actionResultSchema,
  oldSessionViewSchema,
  sessionActionSchema,
  sessionViewSchema,
} from '../session.js';
import { sessionQuerySchema } from '../session-query.js';

/** Sessions that live. */
export const sessionRoutes = {
  list: get('/sessions', { query: sessionQuerySchema, answer: pageOf(sessionViewSchema) }),
  one: get('/sessions/{id}', { answer: sessionViewSchema }),
  expire: post('/sessions/{id}/expire', { body: sessionActionSchema, answer: actionResultSchema }),
  kill: post('/sessions/{id}/kill', { body: sessionActionSchema, answer: actionResultSchema }),
} as const;

/** Sessions that ended, of which h is kept. */
export const oldSessionRoutes = {
  list: get('/old-sessions', {
    query: oldSessionQuerySchema,
    answer: pageOf(oldSessionViewSchema),
  }),
  forget: remove('/old-sessions/{id}', { answer: z.undefined() }),
} as const;

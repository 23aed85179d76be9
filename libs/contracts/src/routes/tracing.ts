import { z } from 'zod';
import { get, put, remove } from '../client/route.js';
import { tracedUsersSchema, tracedUserViewSchema, traceUserSchema } from '../traced-user.js';

/** Of whom everything is recorded. */
export const tracingRoutes = {
  list: get('/tracing/users', { answer: tracedUsersSchema }),
  show: get('/tracing/users/{jid}', { answer: tracedUserViewSchema }),
  start: put('/tracing/users/{jid}', { body: traceUserSchema, answer: tracedUserViewSchema }),
  stop: remove('/tracing/users/{jid}', { answer: z.undefined() }),
} as const;

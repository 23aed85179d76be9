import { z } from 'zod';
import { get, post, remove } from '../client/route.js';
import { oldSessionQuerySchema } from '../old-session-query.js';
import { pageOf } from '../page.js';
import {
  actionResultSchema,
  oldSessionViewSchema,
  sessionActionSchema,
  sessionDetailSchema,
  sessionViewSchema,
} from '../session.js';
import {
  ackRequestResultSchema,
  extendResultSchema,
  extendSchema,
  forgottenSchema,
  queuedStanzaSchema,
  queuePageSchema,
  queueQuerySchema,
  requestAckSchema,
} from '../session-action.js';
import { sessionQuerySchema } from '../session-query.js';

/** Sessions that live. */
export const sessionRoutes = {
  list: get('/sessions', { query: sessionQuerySchema, answer: pageOf(sessionViewSchema) }),
  one: get('/sessions/{id}', { answer: sessionDetailSchema }),
  queue: get('/sessions/{id}/queue', { query: queueQuerySchema, answer: queuePageSchema }),
  peek: get('/sessions/{id}/queue/{n}', { answer: queuedStanzaSchema }),
  requestAck: post('/sessions/{id}/request-ack', { body: requestAckSchema, answer: ackRequestResultSchema }),
  disconnect: post('/sessions/{id}/disconnect', { body: sessionActionSchema, answer: actionResultSchema }),
  extend: post('/sessions/{id}/extend', { body: extendSchema, answer: extendResultSchema }),
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
  forgetAllOf: remove('/users/{jid}/old-sessions', { answer: forgottenSchema }),
} as const;

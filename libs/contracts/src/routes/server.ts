import { z } from 'zod';
import { auditExportQuerySchema, auditPageSchema, auditQuerySchema } from '../audit.js';
import { backupManifestSchema, backupRequestSchema } from '../backup.js';
import { get, post } from '../client/route.js';
import { eventPageSchema, eventQuerySchema } from '../event-query.js';
import { historyQuerySchema, historySchema } from '../history.js';
import { drainSchema, nodeListSchema, nodeViewSchema } from '../node.js';
import { overviewSchema } from '../overview.js';

/** The server as a whole. */
export const serverRoutes = {
  overview: get('/overview', { answer: overviewSchema }),
  history: get('/history', { query: historyQuerySchema, answer: historySchema }),
  backup: post('/backup', { body: backupRequestSchema, answer: backupManifestSchema }),
} as const;

/** What was done through this API. */
export const auditRoutes = {
  list: get('/audit', { query: auditQuerySchema, answer: auditPageSchema }),
  /** Lines of JSON or a table; all of it at once, so better read as it comes where there may be much. */
  export: get('/audit/export', { query: auditExportQuerySchema, answer: z.string() }),
} as const;

/** What happened to sessions. */
export const eventRoutes = {
  list: get('/events', { query: eventQuerySchema, answer: eventPageSchema }),
} as const;

/** The processes of the server. */
export const nodeRoutes = {
  list: get('/nodes', { answer: nodeListSchema }),
  one: get('/nodes/{id}', { answer: nodeViewSchema }),
  drain: post('/nodes/{id}/drain', { body: drainSchema, answer: nodeViewSchema }),
  admit: post('/nodes/{id}/admit', { body: drainSchema, answer: nodeViewSchema }),
} as const;

import { auditPageSchema } from '../audit.js';
import { backupManifestSchema, backupRequestSchema } from '../backup.js';
import { get, post } from '../client/route.js';
import { overviewSchema } from '../overview.js';
import { pageQuerySchema } from '../page.js';

/** The server as a whole. */
export const serverRoutes = {
  overview: get('/overview', { answer: overviewSchema }),
  audit: get('/audit', { query: pageQuerySchema, answer: auditPageSchema }),
  backup: post('/backup', { body: backupRequestSchema, answer: backupManifestSchema }),
} as const;

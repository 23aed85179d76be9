import {
  bulkJobSchema,
  bulkJobsSchema,
  bulkPreviewSchema,
  bulkRequestSchema,
  bulkResultPageSchema,
  bulkResultQuerySchema,
  startBulkSchema,
} from '../bulk.js';
import { get, post } from '../client/route.js';

/** The same done to many. */
export const bulkRoutes = {
  preview: post('/bulk/preview', { body: bulkRequestSchema, answer: bulkPreviewSchema }),
  start: post('/bulk', { body: startBulkSchema, answer: bulkJobSchema }),
  list: get('/bulk', { answer: bulkJobsSchema }),
  one: get('/bulk/{id}', { answer: bulkJobSchema }),
  results: get('/bulk/{id}/results', { query: bulkResultQuerySchema, answer: bulkResultPageSchema }),
  cancel: post('/bulk/{id}/cancel', { answer: bulkJobSchema }),
  resume: post('/bulk/{id}/resume', { answer: bulkJobSchema }),
} as const;

import { get } from '../client/route.js';
import { pageOf } from '../page.js';
import { telemetryViewSchema, traceQuerySchema, traceSummarySchema, traceViewSchema } from '../trace.js';

/** Traces as the server itself remembers them. */
export const traceRoutes = {
  list: get('/traces', { query: traceQuerySchema, answer: pageOf(traceSummarySchema) }),
  one: get('/traces/{traceId}', { answer: traceViewSchema }),
  telemetry: get('/telemetry', { answer: telemetryViewSchema }),
} as const;

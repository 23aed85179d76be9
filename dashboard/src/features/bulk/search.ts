import { type BulkOutcome, bulkOutcomeSchema } from '#contracts';
import { defined, oneOf } from '../../lib/search-params.js';

/** What the address of a job's page may hold: which of its results are shown. */
export const jobSearch = (raw: Record<string, unknown>): { readonly outcome?: BulkOutcome } =>
  defined({ outcome: oneOf(bulkOutcomeSchema.options, raw['outcome']) });

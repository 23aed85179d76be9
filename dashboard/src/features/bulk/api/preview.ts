import { useMutation } from '@tanstack/react-query';
import type { z } from 'zod';
import { type BulkPreview, type bulkRequestSchema, routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

export type BulkAsked = z.input<typeof bulkRequestSchema>;

/** Freezes whom it would be done to; for five minutes the answer's token starts it on exactly those. */
export const previewBulk = (request: BulkAsked): Promise<BulkPreview> =>
  call(routes.bulk.preview, { body: request });

export const usePreview = () => useMutation({ mutationFn: previewBulk });

import type { z } from 'zod';
import { pageQuerySchema, sessionFilterSchema } from '#contracts';

/** Query of `GET /sessions`: the filter, then the page. */
export const sessionQuerySchema = sessionFilterSchema.extend(pageQuerySchema.shape);
export type SessionQuery = z.infer<typeof sessionQuerySchema>;

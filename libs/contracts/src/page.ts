import { z } from 'zod';

/** One page of a list; `next` is an opaque cursor for `?after=`, null on the last page. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable(), total: z.number().int() });
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
  readonly total: number;
}

/** Query of every paged list. */
export const pageQuerySchema = z.object({
  /** A cursor can hold a whole bare JID (2047 bytes), escaped and in base64. */
  after: z.string().max(8192).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export type PageQuery = z.infer<typeof pageQuerySchema>;

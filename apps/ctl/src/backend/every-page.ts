import type { Page } from '#contracts';
import type { PageRequest } from './backend.js';

/** The largest page the admin API gives. */
const PAGE = 500;

/** All items of a paged list, or the first `limit`. */
export async function everyPage<T>(
  list: (request: PageRequest) => Promise<Page<T>>,
  limit = Number.POSITIVE_INFINITY,
): Promise<T[]> {
  const items: T[] = [];
  let after: string | undefined;
  while (items.length < limit) {
    const page = await list({
      limit: Math.min(PAGE, limit - items.length),
      ...(after === undefined ? {} : { after }),
    });
    items.push(...page.items);
    if (page.next === null) break;
    after = page.next;
  }
  return items;
}

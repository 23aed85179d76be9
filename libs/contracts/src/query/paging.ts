import type { Page } from '../page.js';
import type { Condition } from './condition.js';
import { decodeCursor, encodeCursor, listName } from './cursor.js';
import type { Listing } from './listing.js';
import type { Place, Sort } from './sorting.js';

/** A query whose conditions have been read. */
export interface ListQuery<Name extends string, Sortable extends Name = Name> {
  readonly filter: readonly Condition<Name>[];
  readonly sort: Sort<Sortable>;
  /** Cursor of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

interface Kept<Item> {
  readonly place: Place;
  readonly item: Item;
}

/**
 * One page in the making. It is offered every view that passes the filter, in any order, and keeps those that come next
 * behind the cursor: never more than twice a page of them, however many are offered.
 */
export class PageInTheMaking<View, Name extends string, Item = View, Sortable extends Name = Name> {
  readonly #query: ListQuery<Name, Sortable>;
  readonly #name: string;
  readonly #after: Place | undefined;
  readonly #order;
  #kept: Kept<Item>[] = [];
  /** Once there is a page and one more: nothing behind this place is wanted. */
  #worst: Place | undefined;
  total = 0;

  /** @throws RangeError when the cursor is none of this list */
  constructor(listing: Listing<View, Name, Sortable>, query: ListQuery<Name, Sortable>) {
    this.#query = query;
    this.#name = listName(query.filter, query.sort);
    this.#after = query.after === undefined ? undefined : decodeCursor(this.#name, query.after);
    this.#order = listing.order(query.sort);
  }

  /** Id of the last of the page before, if there was one. */
  get afterId(): string | undefined {
    return this.#after?.id;
  }

  /** A page and one more are there. Those who offer in the order of the list can stop. */
  get full(): boolean {
    return this.#kept.length > this.#query.limit;
  }

  /** @param keep what of the view the page shows; called at once, and only if it is wanted as yet */
  offer<Seen extends View>(view: Seen, keep: (view: Seen) => Item): void {
    this.total++;
    const { place, compareView } = this.#order;
    if (this.#after !== undefined && compareView(view, this.#after) <= 0) return;
    if (this.#worst !== undefined && compareView(view, this.#worst) >= 0) return;
    this.#kept.push({ place: place(view), item: keep(view) });
    if (this.#kept.length > 2 * this.#query.limit + 1) this.#cut();
  }

  /** @param total how many pass the filter, where that is known better than by what was offered */
  page(total = this.total): Page<Item> {
    this.#cut();
    const { limit } = this.#query;
    const items = this.#kept.slice(0, limit);
    const last = items.at(-1);
    const next =
      last === undefined || this.#kept.length <= limit ? null : encodeCursor(this.#name, last.place);
    return { items: items.map(({ item }) => item), next, total };
  }

  #cut(): void {
    this.#kept.sort((a, b) => this.#order.compare(a.place, b.place));
    this.#kept.length = Math.min(this.#kept.length, this.#query.limit + 1);
    if (this.full) this.#worst = this.#kept.at(-1)?.place;
  }
}

/** One page of views that are all at hand; `now` is ms since the epoch. @throws RangeError when the cursor is none of this list */
export function pageFrom<View, Name extends string, Sortable extends Name>(
  listing: Listing<View, Name, Sortable>,
  views: Iterable<View>,
  query: ListQuery<Name, Sortable>,
  now: number,
): Page<View> {
  const page = new PageInTheMaking<View, Name, View, Sortable>(listing, query);
  const matches = listing.matches(query.filter);
  for (const view of views) if (matches(view, now)) page.offer(view, (kept) => kept);
  return page.page();
}

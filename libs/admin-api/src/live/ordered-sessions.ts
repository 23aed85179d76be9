import { setImmediate as breathe } from 'node:timers/promises';
import {
  compileFilter,
  type SessionCondition,
  type SessionSort,
  type SessionView,
  sessionFields,
  sessionListing,
} from '#contracts';
import type { MirrorChange } from './session-mirror.js';

interface Row {
  readonly key: string | number | boolean | null;
  readonly id: string;
  readonly view: SessionView;
}

/** Rows looked at between two breaths of the event loop. */
const SLICE = 2000;
/** Up to so many changes each finds its own place; more are merged in one walk over all rows. */
const FEW = 64;

/** All sessions that pass a filter, in an order, kept so from change to change. */
export class OrderedSessions {
  #rows: Row[] = [];
  #version = 0;
  #again: MapIterator<SessionView> | undefined;
  readonly #order;
  readonly #matches;
  /** Who passes depends on the time too. */
  readonly #clocked: boolean;

  constructor(filter: readonly SessionCondition[], sort: SessionSort) {
    this.#order = sessionListing.order(sort);
    this.#matches = compileFilter(filter);
    this.#clocked = filter.some(
      ({ field, value }) =>
        // A field that is read with the time has a second parameter.
        (typeof value === 'object' && value !== null) || sessionFields[field].read.length > 1,
    );
  }

  get total(): number {
    return this.#rows.length;
  }

  /** Another number after every change of rows or order. */
  get version(): number {
    return this.#version;
  }

  /** Fills it from `views`, in slices: sorted ones, merged two by two. */
  async fill(views: readonly SessionView[], now: number): Promise<void> {
    let runs: Row[][] = [];
    for (let at = 0; at < views.length; at += SLICE) {
      if (at > 0) await breathe();
      const passing = views.slice(at, at + SLICE).filter((view) => this.#matches(view, now));
      runs.push(passing.map((view) => this.#row(view)).sort(this.#order.compare));
    }
    while (runs.length > 1) {
      const merged: Row[][] = [];
      for (let at = 0; at < runs.length; at += 2) {
        await breathe();
        merged.push(this.#merge(runs[at] ?? [], runs[at + 1] ?? []));
      }
      runs = merged;
    }
    this.#rows = runs[0] ?? [];
    this.#version++;
  }

  apply(changes: readonly MirrorChange[], now: number): void {
    if (changes.length > FEW) {
      this.#applyMany(changes, now);
      return;
    }
    for (const { before, after } of changes) {
      if (before !== undefined) this.#remove(before);
      if (after !== undefined && this.#matches(after, now)) this.#insert(after);
    }
  }

  /** Where the time decides who passes, looks at some of all sessions again, and at the others in the next ticks. */
  lookAgain(views: ReadonlyMap<string, SessionView>, now: number): void {
    if (!this.#clocked) return;
    for (let looked = 0; looked < SLICE; looked++) {
      this.#again ??= views.values();
      const next = this.#again.next();
      if (next.done === true) {
        this.#again = undefined;
        return;
      }
      const view = next.value;
      if (!this.#matches(view, now)) this.#remove(view);
      else if (this.#find(view) === undefined) this.#insert(view);
    }
  }

  window(offset: number, limit: number): SessionView[] {
    return this.#rows.slice(offset, offset + limit).map(({ view }) => view);
  }

  #row(view: SessionView): Row {
    const { key, id } = this.#order.place(view);
    return { key, id, view };
  }

  #applyMany(changes: readonly MirrorChange[], now: number): void {
    const touched = new Set(changes.flatMap(({ before }) => (before === undefined ? [] : [before.id])));
    const rest = this.#rows.filter(({ id }) => !touched.has(id));
    const fresh = changes
      .flatMap(({ after }) => (after !== undefined && this.#matches(after, now) ? [this.#row(after)] : []))
      .sort(this.#order.compare);
    if (rest.length === this.#rows.length && fresh.length === 0) return;
    this.#rows = this.#merge(rest, fresh);
    this.#version++;
  }

  #merge(left: readonly Row[], right: readonly Row[]): Row[] {
    const merged: Row[] = [];
    let at = 0;
    for (const row of left) {
      for (let next = right[at]; next !== undefined && this.#order.compare(next, row) < 0; next = right[at]) {
        merged.push(next);
        at++;
      }
      merged.push(row);
    }
    for (; at < right.length; at++) merged.push(right[at] as Row);
    return merged;
  }

  /** Where the row is or would be. */
  #place(row: Row): number {
    let [low, high] = [0, this.#rows.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#order.compare(this.#rows[middle] as Row, row) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #find(view: SessionView): number | undefined {
    const at = this.#place(this.#row(view));
    return this.#rows[at]?.id === view.id ? at : undefined;
  }

  #remove(view: SessionView): void {
    const at = this.#find(view);
    if (at === undefined) return;
    this.#rows.splice(at, 1);
    this.#version++;
  }

  #insert(view: SessionView): void {
    const row = this.#row(view);
    this.#rows.splice(this.#place(row), 0, row);
    this.#version++;
  }
}

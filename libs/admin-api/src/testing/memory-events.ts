import type { EventView } from '#contracts';
import type { EventPageQuery, EventStore } from '#ports';

/** Events in memory; the cursor is the number of the last one. */
export class MemoryEvents implements EventStore {
  readonly kept: EventView[] = [];

  record(event: EventView): void {
    this.kept.push(event);
  }

  async lastSeq(): Promise<number> {
    return this.kept.at(-1)?.seq ?? 0;
  }

  async list({ session, user, kinds, reason, from = 0, to = Infinity, after, limit }: EventPageQuery) {
    const before = after === undefined ? Infinity : Number(after);
    if (Number.isNaN(before)) throw new RangeError('not a cursor');
    const found = this.kept
      .filter((event) => session === undefined || event.sessionId === session)
      .filter((event) => user === undefined || event.user === user)
      .filter((event) => kinds === undefined || kinds.includes(event.kind))
      .filter((event) => reason === undefined || event.reason === reason)
      .filter(({ at, seq }) => at >= from && at <= to && seq < before)
      .reverse();
    const items = found.slice(0, limit);
    return { items, next: found.length > limit ? String(items.at(-1)?.seq) : null };
  }

  async prune(): Promise<number> {
    return 0;
  }

  async flush(): Promise<void> {}

  status() {
    return { waiting: 0, dropped: 0 };
  }
}

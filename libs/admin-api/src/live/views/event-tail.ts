import type { EventFilter, EventView } from '#contracts';
import type { EventStore, SessionDirectory } from '#ports';

/** Where events come from: what is kept, and what happens. */
export interface EventSource {
  readonly store: Pick<EventStore, 'list'>;
  readonly directory: Pick<SessionDirectory, 'onEvent' | 'recentEvents'>;
}

/** The newest events that pass a filter, newest first, never more than `limit`. */
export class EventTail {
  #events: EventView[] | undefined;
  /** Since the last time, oldest first. */
  #fresh: EventView[] = [];
  #overflowed = false;
  readonly #unhear: () => void;

  constructor(
    private readonly source: EventSource,
    private readonly filter: EventFilter,
    private readonly limit: number,
    ready: () => void,
  ) {
    this.#unhear = source.directory.onEvent((event) => this.#hear(event));
    void this.#read().then(ready);
  }

  /** Undefined until they have been read. */
  get events(): readonly EventView[] | undefined {
    return this.#events;
  }

  /** Takes what is new into `events` and tells it, newest first; `anew` when it was more than are held. */
  advance(): EventView[] | 'anew' {
    if (this.#events === undefined) return [];
    const fresh = this.#fresh.reverse();
    const overflowed = this.#overflowed;
    this.#fresh = [];
    this.#overflowed = false;
    if (fresh.length > 0) this.#events = [...fresh, ...this.#events].slice(0, this.limit);
    return overflowed ? 'anew' : fresh;
  }

  close(): void {
    this.#unhear();
  }

  #hear(event: EventView): void {
    if (!passes(event, this.filter)) return;
    this.#fresh.push(event);
    if (this.#fresh.length <= this.limit) return;
    this.#fresh.shift();
    this.#overflowed = true;
  }

  async #read(): Promise<void> {
    const { kind, ...rest } = this.filter;
    const known = await this.source.store.list({ ...rest, kinds: kind, limit: this.limit }).then(
      ({ items }) => items,
      // What happened in this process is known without a store.
      () =>
        this.source.directory
          .recentEvents(500)
          .filter((event) => passes(event, this.filter))
          .reverse(),
    );
    const last = known[0]?.seq ?? 0;
    // What happened while it was being read may be in it.
    this.#fresh = this.#fresh.filter(({ seq }) => seq > last);
    this.#events = known.slice(0, this.limit);
    this.advance();
  }
}

function passes(event: EventView, { session, user, kind, reason }: EventFilter): boolean {
  return (
    (session === undefined || event.sessionId === session) &&
    (user === undefined || event.user === user) &&
    (kind === undefined || kind.includes(event.kind)) &&
    (reason === undefined || event.reason === reason)
  );
}

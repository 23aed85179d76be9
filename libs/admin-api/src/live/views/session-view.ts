import type { LiveChange, LiveData, SessionDetail } from '#contracts';
import type { SessionDirectory } from '#ports';
import type { LiveView } from '../live-view.js';
import type { EventTail } from './event-tail.js';

/** One session with what happened to it. It is looked at in every tick: its counters move without any event. */
export class OneSessionView implements LiveView<'session'> {
  readonly name = 'session';
  #session: SessionDetail | null;
  #text: string;

  constructor(
    private readonly id: string,
    private readonly directory: Pick<SessionDirectory, 'detail'>,
    private readonly tail: EventTail,
  ) {
    this.#session = directory.detail(id) ?? null;
    this.#text = JSON.stringify(this.#session);
  }

  data(): LiveData['session'] | undefined {
    const { events } = this.tail;
    return events && { session: this.#session, events: [...events] };
  }

  advance(): LiveChange['session'] | 'anew' | undefined {
    const events = this.tail.advance();
    const session = this.directory.detail(this.id) ?? null;
    const text = JSON.stringify(session);
    const same = text === this.#text;
    this.#session = session;
    this.#text = text;
    if (events === 'anew') return events;
    if (same && events.length === 0) return undefined;
    return same ? { events } : { session, events };
  }

  close(): void {
    this.tail.close();
  }
}

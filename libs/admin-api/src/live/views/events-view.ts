import type { LiveChange, LiveData } from '#contracts';
import type { LiveView } from '../live-view.js';
import type { EventTail } from './event-tail.js';

export class EventsView implements LiveView<'events'> {
  readonly name = 'events';

  constructor(private readonly tail: EventTail) {}

  data(): LiveData['events'] | undefined {
    const { events } = this.tail;
    return events && { events: [...events] };
  }

  advance(): LiveChange['events'] | 'anew' | undefined {
    const events = this.tail.advance();
    if (events === 'anew') return events;
    return events.length === 0 ? undefined : { events };
  }

  close(): void {
    this.tail.close();
  }
}

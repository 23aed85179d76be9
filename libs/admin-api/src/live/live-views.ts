import { type LiveSubscribe, parseFilter } from '#contracts';
import type { BulkFeed, EventStore, SessionDirectory } from '#ports';
import type { LiveView } from './live-view.js';
import { SessionLists } from './session-lists.js';
import { SessionMirror } from './session-mirror.js';
import { BulkView } from './views/bulk-view.js';
import { EventTail } from './views/event-tail.js';
import { EventsView } from './views/events-view.js';
import { OverviewView } from './views/overview-view.js';
import { OneSessionView } from './views/session-view.js';
import { SessionsView } from './views/sessions-view.js';

/** Events of one session that its page shows beside it. */
const EVENTS_OF_SESSION = 100;

/** Why a view cannot be had. */
export interface Refused {
  readonly refused: 'invalid-filter' | 'too-many-subscriptions';
  readonly detail: string;
}

/** Makes the views that viewers ask for. */
export class LiveViews {
  readonly lists: SessionLists;

  constructor(
    private readonly directory: SessionDirectory,
    private readonly store: EventStore,
    private readonly bulk: Pick<BulkFeed, 'jobs'>,
    now: () => number,
    private readonly onError: (error: unknown) => void,
  ) {
    this.lists = new SessionLists(new SessionMirror(directory), now);
  }

  /** @param ready called when a view that had to be read can be shown */
  make(ask: LiveSubscribe, ready: () => void): LiveView | Refused {
    const source = { store: this.store, directory: this.directory };
    switch (ask.view) {
      case 'overview':
        return new OverviewView(this.directory);
      case 'session': {
        const { session } = ask;
        const tail = new EventTail(source, { session }, EVENTS_OF_SESSION, ready);
        return new OneSessionView(session, this.directory, tail);
      }
      case 'events':
        return new EventsView(new EventTail(source, ask.filter, ask.limit, ready));
      case 'bulk':
        return new BulkView(this.bulk);
      case 'sessions':
        return this.#sessions(ask, ready);
    }
  }

  #sessions(ask: Extract<LiveSubscribe, { view: 'sessions' }>, ready: () => void): LiveView | Refused {
    const parsed = parseFilter(ask.filter ?? []);
    if (!parsed.ok) {
      const detail = parsed.problems.map(({ text, message }) => `${text}: ${message}`).join(' ');
      return { refused: 'invalid-filter', detail };
    }
    const list = this.lists.hold(parsed.conditions, ask.sort, ready, this.onError);
    if (list === undefined) {
      return { refused: 'too-many-subscriptions', detail: 'Too many different lists are being watched.' };
    }
    return new SessionsView(list, this.lists, ask.window);
  }
}

/** Two who ask for the same get the same. */
export function viewKey(ask: LiveSubscribe): string {
  return JSON.stringify({ ...ask, id: undefined });
}

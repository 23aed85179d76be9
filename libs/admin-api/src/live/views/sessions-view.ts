import { type LiveChange, type LiveData, windowChange } from '#contracts';
import type { LiveView } from '../live-view.js';
import type { SessionList, SessionLists } from '../session-lists.js';

/** A window of a list of sessions. */
export class SessionsView implements LiveView<'sessions'> {
  readonly name = 'sessions';
  #window: LiveData['sessions'] | undefined;
  #version = -1;

  constructor(
    private readonly list: SessionList,
    private readonly lists: SessionLists,
    private readonly range: { readonly offset: number; readonly limit: number },
  ) {}

  data(): LiveData['sessions'] | undefined {
    if (this.#window === undefined && this.list.ready) this.#window = this.#look();
    return this.#window;
  }

  advance(): LiveChange['sessions'] | undefined {
    const { version } = this.list.sessions;
    if (this.#window === undefined || version === this.#version) return undefined;
    const next = this.#look();
    const change = windowChange(this.#window, next);
    this.#window = next;
    return change;
  }

  close(): void {
    this.lists.release(this.list);
  }

  #look(): LiveData['sessions'] {
    const { sessions } = this.list;
    this.#version = sessions.version;
    const { offset, limit } = this.range;
    return { rows: sessions.window(offset, limit), offset, total: sessions.total };
  }
}

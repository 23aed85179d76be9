import { LIVE_WINDOW, type LiveData, type LiveRefusal, type SessionSort } from '#contracts';
import type { ViewSource } from '../../lib/live-hub.js';

/** A list of the server: which sessions, in which order. */
export interface SessionListAsk {
  readonly filter: readonly string[];
  readonly sort: SessionSort;
}

export interface ShownWindow {
  /** What the rows are of; while another list is on its way, still the one before. */
  readonly list: SessionListAsk | null;
  /** Undefined until the first rows are here. */
  readonly window: LiveData['sessions'] | undefined;
  readonly refused: { readonly code: LiveRefusal; readonly detail: string } | null;
}

interface Watch {
  readonly list: SessionListAsk;
  readonly offset: number;
  stop: () => void;
}

/** Rows beyond those on screen that should be at hand. */
const MARGIN = 20;
/** The server takes ten requests a second, and each move is two: one to watch, one to leave. */
export const MOVE_INTERVAL = 300;
const ASK_AGAIN = 1000;

const nothing: ShownWindow = { list: null, window: undefined, refused: null };

/**
 * The part of a list that is looked at, live. When one looks elsewhere the next window is asked for while the one before stays
 * watched and shown until it is here: nothing blinks, and the server need not make the list anew.
 */
export class MovingWindow {
  #shown: ShownWindow = nothing;
  #current: Watch | undefined;
  #next: Watch | undefined;
  #list: SessionListAsk | undefined;
  #range = { first: 0, last: 0 };
  #askedAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly source: ViewSource,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  readonly shown = (): ShownWindow => this.#shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Watches another list, from its beginning or where one was in it. */
  watch(list: SessionListAsk, first = 0): void {
    this.#list = list;
    this.#range = { first, last: first };
    this.#ask();
  }

  /** These rows, from 0, are on screen. */
  look(first: number, last: number): void {
    this.#range = { first, last };
    const asked = this.#next ?? this.#current;
    if (this.#list === undefined || asked === undefined || this.#covers(asked.offset)) return;
    this.#askIn(this.#askedAt + MOVE_INTERVAL - this.clock());
  }

  /** Asks for what was refused once more. */
  retry(): void {
    this.#ask();
  }

  /** Watches nothing any more. */
  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#next?.stop();
    this.#current?.stop();
    this.#next = undefined;
    this.#current = undefined;
    this.#list = undefined;
  }

  #covers(offset: number): boolean {
    const { first, last } = this.#range;
    const total = this.#shown.window?.total ?? 0;
    return offset <= Math.max(0, first - MARGIN) && Math.min(last + MARGIN, total - 1) < offset + LIVE_WINDOW;
  }

  #askIn(ms: number): void {
    if (ms <= 0) this.#ask();
    else
      this.#timer ??= setTimeout(() => {
        const asked = this.#next ?? this.#current;
        if (asked === undefined || !this.#covers(asked.offset)) this.#ask();
        else this.#timer = undefined;
      }, ms);
  }

  #ask(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const list = this.#list;
    if (list === undefined) return;
    this.#askedAt = this.clock();
    const { first, last } = this.#range;
    // As much before as behind: one may turn round.
    const offset = Math.max(0, Math.floor(first - (LIVE_WINDOW - (last - first)) / 2));
    const left = this.#next;
    const watch: Watch = { list, offset, stop: () => {} };
    this.#next = watch;
    watch.stop = this.source.subscribe<'sessions'>(
      { view: 'sessions', filter: [...list.filter], sort: list.sort, window: { offset, limit: LIVE_WINDOW } },
      {
        onData: (window) => this.#take(watch, window),
        onRefused: (code, detail) => this.#refuse(watch, code, detail),
      },
    );
    left?.stop();
  }

  #take(watch: Watch, window: LiveData['sessions']): void {
    if (watch === this.#next) {
      this.#current?.stop();
      this.#current = watch;
      this.#next = undefined;
    }
    if (watch !== this.#current) return;
    this.#tell({ list: watch.list, window, refused: null });
    this.look(this.#range.first, this.#range.last);
  }

  #refuse(watch: Watch, code: LiveRefusal, detail: string): void {
    if (watch !== this.#next && watch !== this.#current) return;
    if (code === 'too-many-requests') {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#ask(), ASK_AGAIN);
      return;
    }
    this.#tell({ ...this.#shown, refused: { code, detail } });
  }

  #tell(shown: ShownWindow): void {
    this.#shown = shown;
    for (const listener of [...this.#listeners]) listener();
  }
}

import { filterText, type SessionCondition, type SessionSort } from '#contracts';
import { OrderedSessions } from './ordered-sessions.js';
import type { MirrorChange, SessionMirror } from './session-mirror.js';

/** Lists that are kept in order at the same time: with 100 000 sessions each takes several megabytes. */
const MAX_LISTS = 64;

/** A list in use. */
export class SessionList {
  holders = 0;
  /** Set while it is being filled. */
  #missed: MirrorChange[] | undefined = [];

  constructor(
    readonly key: string,
    readonly sessions: OrderedSessions,
  ) {}

  get ready(): boolean {
    return this.#missed === undefined;
  }

  async fill(mirror: SessionMirror, now: () => number): Promise<void> {
    await mirror.hold();
    this.#missed = [];
    await this.sessions.fill([...mirror.views.values()], now());
    this.sessions.apply(this.#missed, now());
    this.#missed = undefined;
  }

  apply(changes: readonly MirrorChange[], now: number): void {
    if (this.#missed === undefined) this.sessions.apply(changes, now);
    else this.#missed.push(...changes);
  }
}

/** The lists that somebody watches, each kept once: windows of one list share it. */
export class SessionLists {
  readonly #lists = new Map<string, SessionList>();

  constructor(
    private readonly mirror: SessionMirror,
    private readonly now: () => number,
  ) {}

  /** Undefined when there are too many different ones. `filled` is called once, when it can be shown. */
  hold(
    filter: readonly SessionCondition[],
    sort: SessionSort,
    filled: () => void,
    failed: (error: unknown) => void,
  ): SessionList | undefined {
    const key = JSON.stringify([sort, filter.map(filterText).sort()]);
    let list = this.#lists.get(key);
    if (list === undefined) {
      if (this.#lists.size >= MAX_LISTS) return undefined;
      list = new SessionList(key, new OrderedSessions(filter, sort));
      this.#lists.set(key, list);
      list.fill(this.mirror, this.now).then(filled, failed);
    }
    list.holders++;
    return list;
  }

  release(list: SessionList): void {
    if (--list.holders > 0) return;
    this.#lists.delete(list.key);
    this.mirror.release();
  }

  advance(now: number): void {
    if (this.#lists.size === 0) return;
    const changes = this.mirror.collect();
    for (const list of this.#lists.values()) {
      if (changes.length > 0) list.apply(changes, now);
      if (list.ready) list.sessions.lookAgain(this.mirror.views, now);
    }
  }
}

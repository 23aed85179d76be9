import { Inject, Injectable } from '@nestjs/common';
import {
  compileFilter,
  type Page,
  PageInTheMaking,
  type SessionCondition,
  type SessionListQuery,
  type SessionState,
  type SessionView,
  sessionListing,
} from '#contracts';
import { CLOCK, type Clock } from '#ports';
import type { Session } from './session.js';
import { SessionCensus } from './session-census.js';
import { SessionRegistry } from './session-registry.js';
import { SessionLens, viewOf } from './session-view.js';
import { SlicedReads } from './sliced-reads.js';

/** Up to so many sessions of one state are gathered and put in order at once; more are met on a walk over all of them. */
const GATHERED = 4_000;

/** Sessions to a piece of a slice: the clock is looked at between pieces. */
const PIECE = 64;

/** The next few sessions behind an id, in the direction of the walk; none at its end. */
type Source = (behind: string | undefined) => readonly Session[];

/** Finding sessions among very many. What no index knows is looked for on a walk over all of them, in slices. */
@Injectable()
export class SessionSearch {
  constructor(
    private readonly registry: SessionRegistry,
    private readonly census: SessionCensus,
    private readonly reads: SlicedReads,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Rejects with RangeError when the cursor is of another list. */
  async list(query: SessionListQuery): Promise<Page<SessionView>> {
    const { filter, sort } = query;
    const page = new PageInTheMaking(sessionListing, query);
    // By id, and with a total that needs no walk, the walk begins behind the cursor and ends with the page.
    const direct = (sort === 'id' || sort === '-id') && this.#known(filter) !== undefined;
    // What is sorted largest first mostly grows with the id: from that end the first that are met are nearly the page.
    const source = this.#source(filter, sort.startsWith('-'));
    await this.#each(source, direct ? page.afterId : undefined, filter, (lens) => {
      page.offer(lens, ({ session }) => viewOf(session));
      return !(direct && page.full);
    });
    return page.page(direct ? this.#known(filter) : undefined);
  }

  scan(filter: readonly SessionCondition[], visit: (view: SessionView) => false | undefined): Promise<void> {
    return this.#each(this.#source(filter, false), undefined, filter, ({ session }) =>
      visit(viewOf(session)),
    );
  }

  first(limit: number): SessionView[] {
    const views: SessionView[] = [];
    for (const session of this.registry.from(undefined)) if (views.push(viewOf(session)) === limit) break;
    return views;
  }

  /** How many pass, where that needs no walk. */
  #known(filter: readonly SessionCondition[]): number | undefined {
    const [one, ...more] = filter;
    if (one === undefined) return this.registry.size;
    const state = more.length === 0 ? stateIn(one) : undefined;
    return state === undefined ? undefined : this.census.members(state).size;
  }

  /** Where to look: the sessions of one user or of a rare state by their index, else all of them. */
  #source(filter: readonly SessionCondition[], backwards: boolean): Source {
    const user = filter.find(({ field, operator }) => field === 'user' && operator === '=');
    if (user !== undefined) return gathered(this.#ofUser(user.value as string), backwards);
    for (const condition of filter) {
      const state = stateIn(condition);
      if (state === undefined) continue;
      const members = this.census.members(state);
      if (members.size <= GATHERED) return gathered(members, backwards);
    }
    return (behind) => this.registry.some(behind, PIECE, backwards);
  }

  /** Routable ones, and those on their way out. */
  #ofUser(bareJid: string): Set<Session> {
    const theirs = new Set(this.registry.ofUser(bareJid));
    for (const session of this.census.members('ending')) if (session.bareJid === bareJid) theirs.add(session);
    return theirs;
  }

  /** Shows what passes the filter, until `visit` answers false. */
  #each(
    source: Source,
    behind: string | undefined,
    filter: readonly SessionCondition[],
    visit: (lens: SessionLens) => boolean | undefined,
  ): Promise<void> {
    const passes = compileFilter(filter);
    const now = this.clock.now();
    const lens = new SessionLens();
    let last = behind;
    /** True while there is more. */
    const piece = (): boolean => {
      const sessions = source(last);
      for (const session of sessions) {
        last = session.id;
        // Gathered a while ago, or ended by the visit before, it may be gone.
        if (this.registry.find(last) !== session) continue;
        lens.session = session;
        if (passes(lens, now) && visit(lens) === false) return false;
      }
      return sessions.length > 0;
    };
    return this.reads.run(piece);
  }
}

function stateIn({ field, operator, value }: SessionCondition): SessionState | undefined {
  return field === 'state' && operator === '=' ? (value as SessionState) : undefined;
}

function gathered(sessions: Iterable<Session>, backwards: boolean): Source {
  const inOrder = [...sessions].sort((a, b) => (a.id < b.id === backwards ? 1 : -1));
  let next: number | undefined;
  return (behind) => {
    // The list stays as it is: from the second piece on it goes on where it was.
    next ??= behind === undefined ? 0 : firstBehind(inOrder, behind, backwards);
    const some = inOrder.slice(next, next + PIECE);
    next += PIECE;
    return some;
  };
}

function firstBehind(sessions: readonly Session[], id: string, backwards: boolean): number {
  const index = sessions.findIndex((session) => (backwards ? session.id < id : session.id > id));
  return index === -1 ? sessions.length : index;
}

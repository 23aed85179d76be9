import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareBy,
  compileFilter,
  parseFilter,
  type SessionCondition,
  type SessionListQuery,
  type SessionSort,
  type SessionView,
  sessionListing,
} from '#contracts';
import { Session } from './session.js';
import { SessionCensus } from './session-census.js';
import { SessionEvents } from './session-events.js';
import { SessionRegistry } from './session-registry.js';
import { SessionSearch } from './session-search.js';
import { viewOf } from './session-view.js';
import { SlicedReads } from './sliced-reads.js';
import { FakeClock } from './testing/fake-clock.js';

/** What can differ between two sessions, few enough of each that there are many ties. */
interface Traits {
  readonly user: number;
  readonly phase: 'live' | 'hibernating' | 'ending';
  readonly unacked: number;
  readonly left: number;
}

const traits: fc.Arbitrary<Traits> = fc.record({
  user: fc.nat(3),
  phase: fc.constantFrom('live', 'hibernating', 'hibernating', 'ending'),
  unacked: fc.nat(4),
  left: fc.nat(5),
});

const filters = fc.subarray([
  'state=hibernating',
  'state=ending',
  'state!=ending',
  'user=u1@localhost',
  'user~2',
  'unacked>1',
  'timeLeft<3',
  'deadline!=none',
]);
const sorts: fc.Arbitrary<SessionSort> = fc.constantFrom(
  ...(['id', 'user', 'unacked', 'timeLeft', 'state', 'since'] as const).flatMap((field): SessionSort[] => [
    field,
    `-${field}`,
  ]),
);

function conditions(...texts: string[]): readonly SessionCondition[] {
  const parsed = parseFilter(texts);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return parsed.conditions;
}

/** A registry, its census and a search whose every slice ends after one piece; what happens in between is the test's. */
class Room {
  readonly registry = new SessionRegistry();
  readonly events = new SessionEvents();
  readonly clock = new FakeClock();
  readonly census = new SessionCensus(this.events, this.registry);
  readonly sessions: Session[] = [];
  readonly #rounds: (() => void)[] = [];
  readonly search: SessionSearch;

  constructor() {
    let moment = 0;
    const clock = { now: () => this.clock.now(), monotonic: () => (moment += 2) };
    const loop = { soon: (work: () => void) => this.#rounds.push(work), after: () => undefined };
    this.search = new SessionSearch(this.registry, this.census, new SlicedReads(clock, loop), clock);
  }

  add({ user, phase, unacked, left }: Traits): Session {
    const n = this.sessions.length;
    const bareJid = `u${user}@localhost`;
    const birth = { openedAt: n >> 3, openedMonotonic: 0, limits: { maxQueueStanzas: 10 } as never };
    const id = `s${String(n).padStart(6, '0')}`;
    const session = new Session({
      ...birth,
      id,
      bareJid,
      resource: `r${n}`,
      connection: null,
      lastAddress: '',
    });
    session.state = { phase } as never;
    session.sm = { outbound: { length: unacked, bytes: 0, acked: 0 }, inbound: { safe: 0 } } as never;
    if (phase === 'hibernating') session.hibernation = { deadline: this.clock.now() + left * 1000 } as never;
    this.registry.add(session);
    this.sessions.push(session);
    if (phase === 'ending') this.registry.unroute(session);
    this.events.emit('session-opened', { session });
    return session;
  }

  remove(session: Session): void {
    this.registry.remove(session);
    this.events.emit('session-ended', { session } as never);
  }

  /** Lets rounds of the event loop pass until it is done. */
  async through<T>(work: Promise<T>, between: () => void = () => undefined): Promise<T> {
    let over = false;
    const done = work.finally(() => {
      over = true;
    });
    done.catch(() => undefined);
    while (!over) {
      for (let n = 0; n < 4; n++) await Promise.resolve();
      const round = this.#rounds.shift();
      if (round === undefined) continue;
      between();
      round();
      this.rounds++;
    }
    return done;
  }
  rounds = 0;

  async pages(query: Omit<SessionListQuery, 'after'>, between?: () => void): Promise<SessionView[][]> {
    const pages: SessionView[][] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const page = await this.through(this.search.list({ ...query, after }), between);
      expect(page.items.length).toBeLessThanOrEqual(query.limit);
      pages.push([...page.items]);
      after = page.next;
    }
    return pages;
  }
}

const ids = (views: readonly SessionView[]) => views.map(({ id }) => id);

describe('the list of sessions', () => {
  it('is, page after page, what passes in its order, with the total', async () => {
    const many = fc.array(traits, { maxLength: 250, size: 'max' });
    await fc.assert(
      fc.asyncProperty(
        many,
        filters,
        sorts,
        fc.integer({ min: 1, max: 90 }),
        async (all, texts, sort, limit) => {
          const room = new Room();
          for (const one of all) room.add(one);
          const filter = conditions(...texts);
          const passes = compileFilter(filter);
          const wanted = room.sessions.map(viewOf).filter((view) => passes(view, room.clock.now()));
          const pages = await room.pages({ filter, sort, limit });
          expect(ids(pages.flat())).toEqual(ids(wanted.sort(compareBy(sort))));
          const first = await room.through(room.search.list({ filter, sort, limit }));
          expect(first.total).toBe(wanted.length);
          expect(pages.slice(0, -1).every((page) => page.length === limit)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('misses nothing that stays, and shows nothing twice, while others come and go', async () => {
    const many = fc.array(traits, { minLength: 60, maxLength: 250, size: 'max' });
    const churn = fc.array(fc.tuple(fc.nat(250), traits), { minLength: 30, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(many, churn, filters, sorts, async (all, changes, texts, sort) => {
        const room = new Room();
        for (const one of all) room.add(one);
        const going = new Set(
          changes.map(([n]) => room.sessions[n]).filter((session) => session !== undefined),
        );
        const filter = conditions(...texts);
        const passes = compileFilter(filter);
        const staying = room.sessions.filter(
          (session) => !going.has(session) && passes(viewOf(session), room.clock.now()),
        );
        let next = 0;
        const pages = await room.pages({ filter, sort, limit: 20 }, () => {
          const [n, traits] = changes[next++] ?? [];
          if (traits === undefined) return;
          const gone = room.sessions[n as number];
          if (gone !== undefined && going.has(gone)) room.remove(gone);
          room.add(traits);
        });
        const seen = ids(pages.flat());
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen).toEqual(expect.arrayContaining(staying.map(({ id }) => id)));
      }),
      { numRuns: 40 },
    );
  });

  it('goes on behind a session that has ended', async () => {
    const room = new Room();
    for (let n = 0; n < 6; n++) room.add({ user: n, phase: 'live', unacked: 3, left: 0 });
    for (const sort of ['id', '-unacked'] as const) {
      const query = { filter: [], sort, limit: 2 };
      const { next } = await room.through(room.search.list(query));
      const rest = await room.through(room.search.list({ ...query, after: next as string }));
      expect(ids(rest.items)).toEqual(['s000002', 's000003']);
    }
    room.remove(room.sessions[1] as Session);
    const after = (await room.through(room.search.list({ filter: [], sort: 'id', limit: 1 }))).next as string;
    room.remove(room.sessions[0] as Session);
    const rest = await room.through(room.search.list({ filter: [], sort: 'id', limit: 1, after }));
    expect(rest).toMatchObject({ items: [{ id: 's000002' }], total: 4 });
  });

  it('looks only where an index points', async () => {
    const room = new Room();
    for (let n = 0; n < 2_000; n++) room.add({ user: 1, phase: 'hibernating', unacked: 0, left: 0 });
    room.add({ user: 7, phase: 'live', unacked: 1, left: 0 });
    const one = async (texts: string[], sort: SessionSort = 'id') => {
      room.rounds = 0;
      const query = { filter: conditions(...texts), sort, limit: 10 };
      const { total } = await room.through(room.search.list(query));
      return { total, walked: room.rounds > 20 };
    };
    expect(await one(['user=u7@localhost'])).toEqual({ total: 1, walked: false });
    expect(await one(['state=connected', 'unacked>0'], 'user')).toEqual({ total: 1, walked: false });
    expect(await one(['state=hibernating'])).toEqual({ total: 2_000, walked: false });
    expect(await one([], '-id')).toEqual({ total: 2_001, walked: false });
    expect(await one(['unacked=0'])).toEqual({ total: 2_000, walked: true });
  });

  it('refuses the cursor of another list', async () => {
    const room = new Room();
    for (let n = 0; n < 3; n++) room.add({ user: n, phase: 'live', unacked: 0, left: 0 });
    const { next } = await room.search.list({ filter: [], sort: 'id', limit: 1 });
    for (const other of [
      { filter: [], sort: '-id' as const, after: next as string },
      { filter: conditions('unacked=0'), sort: 'id' as const, after: next as string },
      { filter: [], sort: 'id' as const, after: 's000000' },
    ])
      await expect(room.search.list({ ...other, limit: 1 })).rejects.toThrow(RangeError);
  });
});

describe('a scan', () => {
  it('shows each session that passes once, in order, until it is told to stop', async () => {
    const room = new Room();
    for (let n = 0; n < 300; n++) room.add({ user: n % 2, phase: 'hibernating', unacked: n % 3, left: 0 });
    const filter = conditions('unacked>0', 'user=u1@localhost');
    const seen: string[] = [];
    await room.through(
      room.search.scan(filter, (view) => {
        seen.push(view.id);
        // What the visit itself opens or ends does not upset the walk.
        if (seen.length === 1) room.remove(room.sessions[1] as Session);
        return undefined;
      }),
    );
    const wanted = room.sessions.map(viewOf).filter((view) => compileFilter(filter)(view, 0));
    expect(seen).toEqual(ids(wanted));

    let visits = 0;
    await room.through(room.search.scan([], () => (++visits === 100 ? false : undefined)));
    expect(visits).toBe(100);
  });

  it('tells what its visitor threw, and others go on', async () => {
    const room = new Room();
    room.add({ user: 0, phase: 'live', unacked: 0, left: 0 });
    const broken = room.search.scan([], () => {
      throw new Error('no');
    });
    await expect(room.through(broken)).rejects.toThrow('no');
    expect((await room.through(room.search.list({ filter: [], sort: 'user', limit: 1 }))).total).toBe(1);
  });
});

it('shows through the lens every field of the view', () => {
  const room = new Room();
  const view = viewOf(room.add({ user: 0, phase: 'live', unacked: 0, left: 0 }));
  for (const [name, field] of Object.entries(sessionListing.fields))
    expect([name, field.read(view, 0)]).not.toEqual([name, undefined]);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareBy, compileFilter, parseFilter, type SessionSort, type SessionView } from '#contracts';
import { aSession } from '../testing/memory-sessions.js';
import { OrderedSessions } from './ordered-sessions.js';
import type { MirrorChange } from './session-mirror.js';

const filterOf = (texts: string[]) => {
  const parsed = parseFilter(texts);
  return parsed.ok ? parsed.conditions : expect.unreachable();
};

/** What the list must be: everything that passes, sorted from scratch. */
const fresh = (views: Iterable<SessionView>, texts: string[], sort: SessionSort, now: number) =>
  [...views].filter((view) => compileFilter(filterOf(texts))(view, now)).sort(compareBy(sort));

const view = fc.record({
  id: fc.integer({ min: 0, max: 40 }).map((n) => `s${n}`),
  unacked: fc.integer({ min: 0, max: 3 }),
  deadline: fc.option(fc.integer({ min: 0, max: 3 })),
});

describe('an ordered list of sessions', () => {
  it.each([
    ['one by one', 5],
    ['many at once', 150],
  ])('is after changes what sorting everything anew would give, %s', async (_how, most) => {
    const sorts = fc.constantFrom<SessionSort[]>('id', '-id', 'unacked', '-unacked', 'deadline', '-deadline');
    const filters = fc.constantFrom<string[][]>([], ['unacked>0'], ['unacked>0', 'deadline!=none']);
    const steps = fc.array(fc.array(fc.tuple(view, fc.boolean()), { maxLength: most }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.array(view), steps, sorts, filters, async (first, rounds, sort, texts) => {
        const mirror = new Map(first.map((one) => [one.id, aSession(one)]));
        const list = new OrderedSessions(filterOf(texts), sort);
        await list.fill([...mirror.values()], 0);
        expect(list.window(0, 99)).toEqual(fresh(mirror.values(), texts, sort, 0));
        for (const round of rounds) {
          // In one tick a session is named once.
          const changes: MirrorChange[] = [];
          for (const [given, stays] of new Map(round.map((one) => [one[0].id, one])).values()) {
            const before = mirror.get(given.id);
            const after = stays ? aSession(given) : undefined;
            if (after === undefined) mirror.delete(given.id);
            else mirror.set(given.id, after);
            changes.push({ before, after });
          }
          const [version, was] = [list.version, list.window(0, 99)];
          list.apply(changes, 0);
          const now = list.window(0, 99);
          expect(now).toEqual(fresh(mirror.values(), texts, sort, 0));
          expect(list.total).toBe(now.length);
          if (now.length !== was.length || now.some((one, at) => one !== was[at]))
            expect(list.version).not.toBe(version);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is filled in slices, with all of them in their place', async () => {
    const views = Array.from({ length: 9001 }, (_, i) =>
      aSession({ id: `s${i}`, unacked: (i * 7919) % 9001 }),
    );
    const list = new OrderedSessions([], '-unacked');
    let breaths = 0;
    const count = () => {
      breaths++;
      timer = setImmediate(count);
    };
    let timer = setImmediate(count);
    await list.fill(views, 0);
    clearImmediate(timer);
    expect(list.window(0, 9001).map(({ unacked }) => unacked)).toEqual(views.map((_, i) => 9000 - i));
    expect(breaths).toBeGreaterThanOrEqual(4);
    expect(list.window(8999, 50).map(({ unacked }) => unacked)).toEqual([1, 0]);
  });

  it('lets sessions in and out as the time passes, some of them at a look', async () => {
    const views = Array.from({ length: 3000 }, (_, i) => aSession({ id: `s${i}`, deadline: 60_000 }));
    const mirror = new Map(views.map((one) => [one.id, one]));
    const list = new OrderedSessions(filterOf(['timeLeft<30']), 'id');
    await list.fill(views, 0);
    expect(list.total).toBe(0);
    list.lookAgain(mirror, 31_000);
    expect(list.total).toBe(2000);
    list.lookAgain(mirror, 31_000);
    expect(list.total).toBe(3000);
    const plain = new OrderedSessions([], 'id');
    await plain.fill(views, 0);
    plain.lookAgain(new Map(), 0);
    expect(plain.total).toBe(3000);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventView } from './event.js';
import { changedData, changedWindow, windowChange } from './live-window.js';
import type { SessionView } from './session.js';

const row = (id: string, unacked = 0) => ({ id, unacked }) as SessionView;
const window = (rows: SessionView[], total = rows.length) => ({ rows, total, offset: 0 });

/** A window, and another one of the same list: some rows kept as they are, some changed, some new, in any order. */
const twoWindows = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 12 }).chain((ids) => {
  const before = ids.map((id) => row(`s${id}`));
  const next = fc.record({
    kept: fc.shuffledSubarray(before),
    fresh: fc.uniqueArray(fc.integer({ min: 31, max: 50 }), { maxLength: 6 }),
    changes: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
    total: fc.integer({ min: 0, max: 99 }),
  });
  return next.chain(({ kept, fresh, changes, total }) => {
    const rows = kept.map((one, at) => (changes[at] ? row(one.id, 1) : one));
    const all = [...rows, ...fresh.map((id) => row(`s${id}`))];
    return fc.shuffledSubarray(all, { minLength: all.length }).map((after) => ({
      before: window(before, 7),
      after: window(after, total),
    }));
  });
});

describe('the change between two windows', () => {
  it('makes the one of the other, and leaves unchanged rows their object', () => {
    fc.assert(
      fc.property(twoWindows, ({ before, after }) => {
        const change = windowChange(before, after);
        // As it comes over the wire, where objects are others.
        const told = change && (JSON.parse(JSON.stringify(change)) as typeof change);
        const result = told === undefined ? before : changedWindow(before, told);
        expect(result).toEqual(after);
        for (const one of result?.rows ?? []) {
          const was = before.rows.find(({ id }) => id === one.id);
          if (was?.unacked === one.unacked) expect(one).toBe(was);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is none where nothing changed, and names the order only where it is another', () => {
    const [a, b] = [row('a'), row('b')];
    expect(windowChange(window([a, b]), window([a, b]))).toBeUndefined();
    const changed = windowChange(window([a, b]), window([a, row('b', 2)]));
    expect(changed).toEqual({ changed: [row('b', 2)], entered: [], gone: [], total: 2 });
    expect(windowChange(window([a, b]), window([b, a]))?.order).toEqual(['b', 'a']);
    expect(windowChange(window([a], 4), window([a], 5))).toMatchObject({ total: 5 });
  });

  it('does not fit a window it was not made for', () => {
    const empty = { changed: [], entered: [], gone: [], total: 1 };
    expect(changedWindow(window([row('a')]), { ...empty, gone: ['x'] })).toBeUndefined();
    expect(changedWindow(window([row('a')]), { ...empty, changed: [row('x')] })).toBeUndefined();
    expect(changedWindow(window([row('a')]), { ...empty, order: ['a', 'x'] })).toBeUndefined();
    expect(changedWindow(window([row('a'), row('b')]), { ...empty, order: ['a'] })).toBeUndefined();
  });
});

describe('changed data', () => {
  const event = (seq: number) => ({ seq }) as EventView;

  it('puts new events before those that were there, and holds a bounded number', () => {
    const held = { events: Array.from({ length: 200 }, (_, i) => event(200 - i)) };
    const { events } = changedData('events', held, { events: [event(202), event(201)] }) ?? { events: [] };
    expect([events.length, events[0]?.seq, events.at(-1)?.seq]).toEqual([200, 202, 3]);
  });

  it('lays new figures over the old ones, and keeps a session that did not change', () => {
    const overview = { connected: 1, hibernating: 2 } as never;
    expect(changedData('overview', { overview }, { overview: { connected: 5 } })).toEqual({
      overview: { connected: 5, hibernating: 2 },
    });
    const session = { ...row('a'), inactive: false, roundTrips: [] };
    const held = { session, events: [event(1)] };
    expect(changedData('session', held, { events: [event(2)] })).toEqual({
      session,
      events: [event(2), event(1)],
    });
    expect(changedData('session', held, { session: null, events: [] })?.session).toBeNull();
  });
});

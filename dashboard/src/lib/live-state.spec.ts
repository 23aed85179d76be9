import { describe, expect, it } from 'vitest';
import { aDelta, anEvent, anOverview, aSession, aSnapshot } from '../testing/live-messages.js';
import { addSample, applyLive, EVENT_CAP, emptyLive, HISTORY_CAP, SESSION_CAP } from './live-state.js';

const T = 1_000_000;
const started = (...ids: string[]) =>
  applyLive(emptyLive, aSnapshot({ at: T, sessions: ids.map((id) => aSession({ id })) }), T);

describe('a snapshot', () => {
  it('replaces the sessions held before', () => {
    const state = applyLive(started('a', 'b'), aSnapshot({ at: T, sessions: [aSession({ id: 'c' })] }), T);
    expect([...state.sessions.keys()]).toEqual(['c']);
  });

  it('says whether it holds every session', () => {
    expect(applyLive(emptyLive, aSnapshot({ truncated: false }), T).complete).toBe(true);
    expect(applyLive(emptyLive, aSnapshot({ truncated: true }), T).complete).toBe(false);
  });

  it('keeps the events of before, each once, newest first', () => {
    const first = applyLive(emptyLive, aSnapshot({ events: [anEvent(1), anEvent(2)] }), T);
    const again = applyLive(first, aSnapshot({ events: [anEvent(2), anEvent(3)] }), T);
    expect(again.events.map(({ seq }) => seq)).toEqual([3, 2, 1]);
  });

  it('of another process drops the events of the old one, whose numbers would hide the new', () => {
    const first = applyLive(emptyLive, aSnapshot({ events: [anEvent(90)] }), T);
    const overview = anOverview({ startedAt: 77 });
    const again = applyLive(first, aSnapshot({ overview, events: [anEvent(1)] }), T);
    expect(again.events.map(({ seq }) => seq)).toEqual([1]);
  });
});

describe('a delta', () => {
  it('changes, adds and removes, and leaves the objects of the others as they are', () => {
    const before = started('a', 'b', 'c');
    const changed = [aSession({ id: 'b', unacked: 9 }), aSession({ id: 'd' })];
    const after = applyLive(before, aDelta({ changed, gone: ['c'] }), T);
    expect([...after.sessions.keys()]).toEqual(['a', 'b', 'd']);
    expect(after.sessions.get('b')?.unacked).toBe(9);
    expect(after.sessions.get('a')).toBe(before.sessions.get('a'));
  });

  it('without sessions keeps the very map, so that no list renders', () => {
    const before = started('a');
    expect(applyLive(before, aDelta({}), T).sessions).toBe(before.sessions);
  });

  it('never holds more than the cap, and then says that it is not all', () => {
    const changed = Array.from({ length: SESSION_CAP + 5 }, (_, i) => aSession({ id: `s${i}` }));
    const after = applyLive(started(), aDelta({ changed }), T);
    expect(after.sessions.size).toBe(SESSION_CAP);
    expect(after.complete).toBe(false);
  });

  it('never holds more events than the cap, and keeps the newest', () => {
    const events = Array.from({ length: EVENT_CAP + 5 }, (_, i) => anEvent(i));
    const after = applyLive(started(), aDelta({ events }), T);
    expect(after.events).toHaveLength(EVENT_CAP);
    expect(after.events[0]?.seq).toBe(EVENT_CAP + 4);
  });
});

describe('the clock difference', () => {
  it('is server time minus ours', () => {
    expect(applyLive(emptyLive, aSnapshot({ at: T + 37_000 }), T).offset).toBe(37_000);
  });

  it('does not follow the jitter of the way, but a clock that was set', () => {
    const before = applyLive(emptyLive, aSnapshot({ at: T }), T);
    expect(applyLive(before, aDelta({ at: T + 120 }), T + 200).offset).toBe(0);
    expect(applyLive(before, aDelta({ at: T + 5000 }), T).offset).toBe(5000);
  });
});

describe('the history', () => {
  it('has the figures while live, and a gap while not', () => {
    const live = { ...started(), channel: 'live' as const };
    const [sample] = addSample(live, T).history;
    expect(sample).toEqual({ at: T, connected: 3, hibernating: 2 });
    const [gap] = addSample({ ...live, channel: 'waiting' }, T).history;
    expect(gap).toEqual({ at: T, connected: null, hibernating: null });
  });

  it('stays empty before the first message, and bounded after', () => {
    expect(addSample(emptyLive, T).history).toEqual([]);
    let state = started();
    for (let i = 0; i < HISTORY_CAP + 3; i++) state = addSample(state, T + i);
    expect(state.history).toHaveLength(HISTORY_CAP);
    expect(state.history.at(-1)?.at).toBe(T + HISTORY_CAP + 2);
  });
});

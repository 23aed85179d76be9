import { describe, expect, it } from 'vitest';
import { anEvent, aSession, eventsNow, figuresNow, sessionsNow } from '../testing/live-messages.js';
import { addSample, applyLive, EVENT_CAP, emptyLive, HISTORY_CAP } from './live-state.js';

const T = 1_000_000;
const started = () => applyLive(emptyLive, figuresNow({}, T), T);

describe('an update', () => {
  it('of the sessions replaces those held before, and leaves everything else', () => {
    const before = applyLive(started(), sessionsNow([aSession({ id: 'a' }), aSession({ id: 'b' })]), T);
    const after = applyLive(before, sessionsNow([aSession({ id: 'c' })]), T);
    expect([...after.sessions.keys()]).toEqual(['c']);
    expect(after.overview).toBe(before.overview);
  });

  it('says whether it holds every session', () => {
    expect(applyLive(emptyLive, sessionsNow([aSession()]), T).complete).toBe(true);
    expect(applyLive(emptyLive, sessionsNow([aSession()], 2), T).complete).toBe(false);
  });

  it('of figures or events keeps the very map of sessions, so that no list renders', () => {
    const before = applyLive(emptyLive, sessionsNow([aSession()]), T);
    expect(applyLive(before, figuresNow(), T).sessions).toBe(before.sessions);
    expect(applyLive(before, eventsNow([anEvent(1)]), T).sessions).toBe(before.sessions);
  });

  it('of the events keeps those of before, each once, newest first, the newest of too many', () => {
    const first = applyLive(emptyLive, eventsNow([anEvent(2), anEvent(1)]), T);
    const again = applyLive(first, eventsNow([anEvent(3), anEvent(2)]), T);
    expect(again.events.map(({ seq }) => seq)).toEqual([3, 2, 1]);
    const many = Array.from({ length: EVENT_CAP + 5 }, (_, i) => anEvent(i));
    const after = applyLive(started(), eventsNow(many), T);
    expect(after.events).toHaveLength(EVENT_CAP);
    expect(after.events[0]?.seq).toBe(EVENT_CAP + 4);
  });
});

describe('the clock difference', () => {
  it('is server time minus ours', () => {
    expect(applyLive(emptyLive, figuresNow({}, T + 37_000), T).offset).toBe(37_000);
  });

  it('does not follow the jitter of the way, but a clock that was set', () => {
    const before = applyLive(emptyLive, figuresNow({}, T), T);
    expect(applyLive(before, figuresNow({}, T + 120), T + 200).offset).toBe(0);
    expect(applyLive(before, figuresNow({}, T + 5000), T).offset).toBe(5000);
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

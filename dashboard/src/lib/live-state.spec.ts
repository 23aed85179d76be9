import { describe, expect, it } from 'vitest';
import { anEvent, eventsNow, figuresNow } from '../testing/live-messages.js';
import { applyLive, EVENT_CAP, emptyLive } from './live-state.js';

const T = 1_000_000;
const started = () => applyLive(emptyLive, figuresNow({}, T), T);

describe('an update', () => {
  it('of the figures leaves the events, and of the events the figures', () => {
    const before = applyLive(started(), eventsNow([anEvent(1)]), T);
    const after = applyLive(before, figuresNow({ connected: 7 }), T);
    expect([after.overview?.connected, after.events]).toEqual([7, before.events]);
    expect(applyLive(after, eventsNow([anEvent(2)]), T).overview).toBe(after.overview);
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

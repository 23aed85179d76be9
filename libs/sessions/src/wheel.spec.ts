import { Logger } from '@nestjs/common';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeClock } from './testing/fake-clock.js';
import { DeadlineWheel, type Timed } from './wheel.js';

afterEach(() => vi.restoreAllMocks());

class Item implements Timed {
  wakeAt = 0;
  readonly woken: number[] = [];
  act: (now: number) => void = () => undefined;

  onWake(now: number): void {
    this.woken.push(now);
    this.act(now);
  }
}

function wheel() {
  const clock = new FakeClock();
  const turning = new DeadlineWheel(clock);
  const to = (ms: number) => {
    clock.advance(ms - clock.monotonic());
    turning.tick();
  };
  return { wheel: turning, to };
}

describe('the deadline wheel', () => {
  it('wakes within a second after, never before', () => {
    const { wheel: w, to } = wheel();
    const item = new Item();
    w.schedule(item, 10_001);
    to(10_999);
    expect(item.woken).toEqual([]);
    to(11_000);
    expect(item.woken).toEqual([11_000]);
    to(60_000);
    expect(item.woken).toHaveLength(1);
    expect(item.wakeAt).toBe(0);
  });

  it('wakes what was booked for the past at its next turn', () => {
    const { wheel: w, to } = wheel();
    to(50_000);
    const item = new Item();
    w.schedule(item, 1_000);
    to(51_000);
    expect(item.woken).toEqual([51_000]);
  });

  it('wakes everything it slept through, in order', () => {
    const { wheel: w, to } = wheel();
    const woken: string[] = [];
    for (const at of [3, 1, 2]) {
      const item = new Item();
      item.act = () => woken.push(String(at));
      w.schedule(item, at * 1_000);
    }
    to(100_000);
    expect(woken).toEqual(['1', '2', '3']);
  });

  it('keeps the earlier of two bookings', () => {
    const { wheel: w, to } = wheel();
    const item = new Item();
    w.schedule(item, 5_000);
    w.schedule(item, 9_000);
    to(20_000);
    expect(item.woken).toHaveLength(1);
  });

  it('moves a booking forward, and wakes once for it', () => {
    const { wheel: w, to } = wheel();
    const item = new Item();
    w.schedule(item, 9_000);
    w.schedule(item, 5_000);
    to(5_000);
    to(20_000);
    expect(item.woken).toEqual([5_000]);
  });

  it('wakes once where an old booking and a new one meet', () => {
    const { wheel: w, to } = wheel();
    const item = new Item();
    item.act = (now) => now < 9_000 && w.schedule(item, 9_000);
    w.schedule(item, 9_000);
    w.schedule(item, 5_000);
    to(5_000);
    to(9_000);
    to(20_000);
    expect(item.woken).toEqual([5_000, 9_000]);
  });

  it('goes on with the others when one throws, and says so once', () => {
    const error = vi.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const { wheel: w, to } = wheel();
    const [bad, good] = [new Item(), new Item()];
    bad.act = () => {
      throw new Error('bad');
    };
    w.schedule(bad, 1_000);
    w.schedule(good, 1_000);
    to(1_000);
    to(5_000);
    expect(good.woken).toEqual([1_000]);
    expect(bad.woken).toHaveLength(1);
    expect(error).toHaveBeenCalledTimes(1);
  });

  it('gives way after a slice, and wakes the rest when the event loop comes round', async () => {
    const { wheel: w, to } = wheel();
    let time = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => time);
    const items = Array.from({ length: 40 }, () => new Item());
    for (const item of items) {
      item.act = () => {
        time += 1;
      };
      w.schedule(item, 1_000);
    }
    const woken = () => items.filter((item) => item.woken.length > 0).length;

    to(1_000);
    expect(woken()).toBe(16);
    await new Promise((resolve) => setImmediate(resolve));
    expect(woken()).toBe(32);
    await new Promise((resolve) => setImmediate(resolve));
    expect(items.map((item) => item.woken.length)).toEqual(items.map(() => 1));
  });

  it('forgets everything when it is stopped', () => {
    const { wheel: w, to } = wheel();
    const item = new Item();
    w.start();
    w.schedule(item, 1_000);
    w.stop();
    to(5_000);
    expect(item.woken).toEqual([]);
  });
});

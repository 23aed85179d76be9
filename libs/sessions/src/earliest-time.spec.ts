import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EarliestTime } from './earliest-time.js';

it('is the earliest of those that are there, whatever comes and goes', () => {
  const step = fc.record({ time: fc.integer({ min: 0, max: 20_000 }), leave: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const times = new EarliestTime();
      const there: number[] = [];
      for (const { time, leave } of steps) {
        const gone = leave ? there.pop() : undefined;
        if (gone === undefined) there.push(time);
        times.count(gone ?? time, gone === undefined ? 1 : -1);
        const expected = there.length === 0 ? null : Math.floor(Math.min(...there) / 1000) * 1000;
        expect(times.earliest).toBe(expected);
      }
    }),
  );
});

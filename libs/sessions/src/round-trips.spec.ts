import { expect, it } from 'vitest';
import { RoundTrips } from './round-trips.js';

const SINCE = 1_700_000_000_000;

function after(count: number) {
  const trips = new RoundTrips(SINCE);
  for (let n = 1; n <= count; n++) trips.add(SINCE + n * 1000, n);
  return trips.list();
}

it('lists round trips oldest first, in tenths of a second and of a millisecond', () => {
  expect(after(0)).toEqual([]);
  const trips = new RoundTrips(SINCE);
  trips.add(SINCE + 1234, 0.44);
  trips.add(SINCE + 90_000_000, 12_000);
  expect(trips.list()).toEqual([
    { at: SINCE + 1200, rtt: 0.4 },
    { at: SINCE + 90_000_000, rtt: 12_000 },
  ]);
});

it.each([8, 9, 32, 33, 100])('keeps the newest 32 of %i', (count) => {
  const kept = Math.min(count, 32);
  const expected = Array.from({ length: kept }, (_, i) => count - kept + 1 + i);
  expect(after(count).map(({ rtt }) => rtt)).toEqual(expected);
  expect(after(count).map(({ at }) => (at - SINCE) / 1000)).toEqual(expected);
});

it('does not stumble over a clock that was put back', () => {
  const trips = new RoundTrips(SINCE);
  trips.add(SINCE - 5000, 7);
  expect(trips.list()).toEqual([{ at: SINCE, rtt: 7 }]);
});

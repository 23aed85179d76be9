import { describe, expect, it } from 'vitest';
import { shownSpan, ticksOf } from './time-scale.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Half past nine, by whatever clock the machine has. */
const morning = new Date(2026, 10, 23, 9, 30).getTime();

describe('the ticks of a time axis', () => {
  it.each([
    [
      'a minute',
      MINUTE,
      6,
      ['09:30:00', '09:30:10', '09:30:20', '09:30:30', '09:30:40', '09:30:50', '09:31:00'],
    ],
    ['an hour', HOUR, 4, ['09:30', '09:45', '10:00', '10:15', '10:30']],
    ['a day', 24 * HOUR, 5, ['12:00', '18:00', '24 Nov', '06:00']],
    ['five days', 5 * 24 * HOUR, 5, ['24 Nov', '25 Nov', '26 Nov', '27 Nov', '28 Nov']],
  ] as const)('are round moments: %s', (_name, length, most, expected) => {
    expect(ticksOf(morning, morning + length, most).map(({ text }) => text)).toEqual(expected);
  });

  it('are never more than there is room for, one aside that begins the axis', () => {
    for (let length = 1000; length < 900 * 24 * HOUR; length *= 1.7)
      expect(ticksOf(morning, morning + length, 6).length).toBeLessThanOrEqual(7);
  });
});

describe('what is shown of a life', () => {
  const life = { from: 0, to: 10 * HOUR };

  it('is all of it, or its end', () => {
    expect(shownSpan(life, 'life', null)).toEqual({ from: -0.1 * HOUR, to: 10.1 * HOUR });
    expect(shownSpan(life, 'hour', null)).toEqual({ from: 9 * HOUR, to: 10.01 * HOUR });
  });

  it('goes on to the deadline as far as that is near', () => {
    expect(shownSpan(life, 'hour', 10 * HOUR + 5 * MINUTE).to).toBe(10 * HOUR + 5 * MINUTE);
    expect(shownSpan(life, 'hour', 30 * HOUR).to).toBeCloseTo(10.12 * HOUR, 0);
  });

  it('is never nothing', () => {
    const { from, to } = shownSpan({ from: 5, to: 5 }, 'life', null);
    expect(to - from).toBeGreaterThan(1000);
  });
});

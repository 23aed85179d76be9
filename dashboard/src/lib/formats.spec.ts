import { describe, expect, it } from 'vitest';
import { formatClock, formatSpan } from './format-duration.js';
import { formatBytes, formatCount, formatElapsed, formatMs, formatPercent } from './format-number.js';
import { formatRelative } from './format-time.js';

describe('formatClock', () => {
  it.each([
    [0, '0:00'],
    [7, '0:07'],
    [299, '4:59'],
    [3600, '1:00:00'],
    [3723, '1:02:03'],
    [86_400 * 2 + 3 * 3600 + 15 * 60, '2 d 03:15'],
    [-5, '0:00'],
  ])('%i s is %s', (seconds, text) => expect(formatClock(seconds)).toBe(text));
});

describe('formatSpan', () => {
  it.each([
    [0, '0 s'],
    [45, '45 s'],
    [300, '5 min'],
    [330, '5 min 30 s'],
    [5400, '1 h 30 min'],
    [86_400, '1 d'],
    [90_000, '1 d 1 h'],
  ])('%i s is %s', (seconds, text) => expect(formatSpan(seconds)).toBe(text));
});

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [1023, '1,023 B'],
    [1024, '1 KiB'],
    [1536, '1.5 KiB'],
    [1024 * 1024 - 1, '1 MiB'],
    [64 * 1024 * 1024, '64 MiB'],
  ])('%i is %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));
});

describe('other numbers', () => {
  it('groups counts', () => expect(formatCount(1_234_567)).toBe('1,234,567'));
  it('never rounds a share up to all', () => {
    expect(formatPercent(0.9999)).toBe('99.9 %');
    expect(formatPercent(1)).toBe('100 %');
  });
  it('shows milliseconds as fine as they matter', () => {
    expect([0.42, 38.4, 1234].map(formatMs)).toEqual(['0.4 ms', '38 ms', '1.2 s']);
  });
});

describe('formatRelative', () => {
  const now = 10 * 86_400_000;
  it.each([
    [0, 'now'],
    [1500, 'now'],
    [-1500, 'now'],
    [12_000, '12 sec. ago'],
    [59_999, '59 sec. ago'],
    [60_000, '1 min. ago'],
    [3 * 3_600_000, '3 hr. ago'],
    [2 * 86_400_000, '2 days ago'],
    [-90_000, 'in 1 min.'],
  ])('%i ms before now is "%s"', (before, text) => expect(formatRelative(now - before, now)).toBe(text));
});

describe('formatElapsed', () => {
  it.each([
    [0, '< 1 ms'],
    [1, '1 ms'],
    [1500, '1.5 s'],
  ])('%i ms is %s', (ms, text) => expect(formatElapsed(ms)).toBe(text));
});

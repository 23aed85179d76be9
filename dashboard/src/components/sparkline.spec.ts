import { expect, it } from 'vitest';
import { pathOf } from './sparkline.js';

it('draws a run from 0 to its highest, breaks at gaps, and makes a dot of what stands alone', () => {
  expect(pathOf([0, 5, 10])).toBe('M0 22.5L60 12L120 1.5');
  expect(pathOf([10, null, 10, 10])).toBe('M0 1.5h1M80 1.5L120 1.5');
  // A few in a minute are a small part of one in a second.
  expect(pathOf([0, 0.1])).toBe('M0 22.5L120 1.5');
  expect(pathOf([0, 0])).toBe('M0 22.5L120 22.5');
  expect(pathOf([null, null])).toBe('');
});

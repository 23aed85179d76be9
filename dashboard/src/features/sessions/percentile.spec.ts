import { expect, it } from 'vitest';
import { percentile } from './percentile.js';

const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);

it.each([
  [[], 0.5, undefined],
  [[7], 0.5, 7],
  [[7], 0.99, 7],
  [[3, 1, 2], 0.5, 2],
  [[4, 1, 3, 2], 0.5, 2],
  [hundred, 0.5, 50],
  [hundred, 0.99, 99],
  [hundred, 1, 100],
  [hundred, 0, 1],
] as const)('%j at %d', (values, share, expected) => expect(percentile(values, share)).toBe(expected));

import { InvalidArgumentError } from 'commander';
import { expect, it } from 'vitest';
import { moment, seconds } from './argument.js';

it('reads spans of time', () => {
  expect(['90', '90s', '5m', '2h', '1d'].map(seconds)).toEqual([90, 90, 300, 7200, 86_400]);
  for (const wrong of ['', '0', '-5m', '5w', '1.5h'])
    expect(() => seconds(wrong)).toThrow(InvalidArgumentError);
});

it('reads moments', () => {
  expect(moment('2025-06-01T12:00:00Z')).toBe(Date.UTC(2025, 5, 1, 12));
  expect(() => moment('yesterday')).toThrow(InvalidArgumentError);
});

import { describe, expect, it } from 'vitest';
import { type Resource, readPriority, top, willing } from './resources.js';

/** Available with this priority; null: not available. */
const resources = (...priorities: (number | null)[]): Resource[] =>
  priorities.map((priority) => ({ available: priority !== null, priority: priority ?? 0 }));

/** Their places in the list. */
const places = (all: Resource[], chosen: Resource[]) => chosen.map((one) => all.indexOf(one));

describe('who takes messages for the account (RFC 6121 §8.5.2)', () => {
  it.each([
    [[], []],
    [[null], []],
    [[0], [0]],
    [[-1], []],
    [
      [5, -1, null, 0],
      [0, 3],
    ],
  ])('of %j the willing are %j', (priorities, expected) => {
    const all = resources(...priorities);
    expect(places(all, willing(all))).toEqual(expected);
  });

  it.each([
    [[], []],
    [[null, -1], []],
    [
      [0, 0],
      [0, 1],
    ],
    [
      [1, 5, 5, null, -1],
      [1, 2],
    ],
    [[-1, 0], [1]],
    [[127, 126], [0]],
  ])('of %j the top are %j: several may share the highest priority', (priorities, expected) => {
    const all = resources(...priorities);
    expect(places(all, top(all))).toEqual(expected);
  });

  it('one that is not available is not chosen for the priority it once had', () => {
    const all = [
      { available: false, priority: 10 },
      { available: true, priority: 1 },
    ];
    expect(places(all, top(all))).toEqual([1]);
  });
});

describe('reading <priority/> (RFC 6121 §4.7.2.3, xs:byte)', () => {
  it.each([
    ['0', 0],
    ['5', 5],
    ['+5', 5],
    ['-1', -1],
    ['127', 127],
    ['-128', -128],
    [' 7\n', 7],
    ['007', 7],
  ])('%j is %d', (text, priority) => {
    expect(readPriority(text)).toBe(priority);
  });

  it.each([
    null,
    undefined,
    '',
    ' ',
    '128',
    '-129',
    '1.5',
    '1e1',
    '0x10',
    'high',
    '--1',
    '-0',
    '1 2',
    '٣',
    'Infinity',
  ])('%j counts as 0', (text) => {
    expect(readPriority(text)).toBe(0);
  });
});

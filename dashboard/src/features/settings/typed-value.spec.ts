import { describe, expect, it } from 'vitest';
import { typedValue } from './typed-value.js';

const duration = { kind: 'duration', unlimited: false } as const;
const bytes = { kind: 'bytes', unlimited: false } as const;
const share = { kind: 'share', unlimited: false } as const;
const count = { kind: 'count', unlimited: false } as const;

describe('what an operator types as a value', () => {
  it.each([
    ['90', 90],
    ['5 min', 300],
    ['1 h 30 min', 5400],
    ['1.5h', 5400],
    ['2 days', 172_800],
    ['1 week', 604_800],
    ['-5', -5],
  ])('%s is a span of %d s', (typed, value) => expect(typedValue(duration, typed)).toBe(value));

  it.each([
    ['4 MiB', 4_194_304],
    ['512 kb', 524_288],
    ['1.5 GiB', 1_610_612_736],
    ['65536', 65_536],
  ])('%s is %d bytes', (typed, value) => expect(typedValue(bytes, typed)).toBe(value));

  it.each([
    ['7 %', 0.07],
    ['0.25', 0.25],
    ['100%', 1],
  ])('%s is a share of %d', (typed, value) => expect(typedValue(share, typed)).toBe(value));

  it.each([
    ['1,000', 1000],
    [' 12 ', 12],
  ])('%s is the number %d', (typed, value) => expect(typedValue(count, typed)).toBe(value));

  it.each([
    [duration, '5 fortnights'],
    [duration, 'soon'],
    [bytes, '4 minutes'],
    [share, 'all'],
    [count, '1e3'],
    [count, 'none'],
  ] as const)('%o: %s is left for the server to refuse in words', (kind, typed) =>
    expect(typedValue(kind, typed)).toBe(typed),
  );

  it('leaves text as it stands', () => expect(typedValue({ kind: 'text' }, ' a ')).toBe(' a '));
});

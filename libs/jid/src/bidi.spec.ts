import { describe, expect, it } from 'vitest';
import { hasRightToLeft, satisfiesBidiRule } from './bidi.js';

describe('the Bidi Rule (RFC 5893 §2)', () => {
  it.each([
    ['\u05D0\u05D1', '1, 2, 3'],
    ['\u05D01', '3: ends with a European number'],
    ['\u0627\u0661', '3: ends with an Arabic number'],
    ['\u05D0-\u05D1\u05B0', '3: ends with a mark after a letter'],
    ['\u05D0.\u02C6\u05D1', '2: neutral inside'],
    ['abc1', '5, 6'],
    ['a\u0301', '6: ends with a mark after a letter'],
  ])('%j satisfies condition %s', (label) => expect(satisfiesBidiRule(label)).toBe(true));

  it.each([
    ['1a', '1: starts with a number'],
    ['\u0661\u0627', '1: starts with an Arabic number'],
    ['-\u05D0', '1: starts neutral'],
    ['\u05B0\u05D0', '1: starts with a mark'],
    ['\u05D0a\u05D1', '2: left-to-right inside'],
    ['\u05D0-', '3: ends neutral'],
    ['\u06271\u0661', '4: both kinds of numbers'],
    ['\u0627\u06F1\u0661', '4: both kinds of numbers'],
    ['a\u05D01', '5: right-to-left inside'],
    ['a\u0661b', '5: Arabic number inside'],
    ['a-', '6: ends neutral'],
    ['', '1: nothing'],
  ])('%j breaks condition %s', (label) => expect(satisfiesBidiRule(label)).toBe(false));

  it.each(['\u05D0', '\u07C0', '\u0661', 'a\u0627', '\u{10800}', '\u{1E900}', '\u{10D30}'])(
    '%j is right-to-left',
    (text) => expect(hasRightToLeft(text)).toBe(true),
  );

  it.each(['', 'a1-', '\u06F1', '\u064B', '\u4F8B'])('%j is not right-to-left', (text) =>
    expect(hasRightToLeft(text)).toBe(false),
  );
});

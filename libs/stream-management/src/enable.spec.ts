import { describe, expect, it } from 'vitest';
import { decideEnable, readEnable } from './enable.js';

describe('reading <enable/>', () => {
  it.each([
    ['true', true],
    ['1', true],
    ['false', false],
    ['0', false],
    [undefined, false],
    ['', false],
    ['yes', false],
    ['TRUE', false],
  ])('R5: resume=%j asks for resumption: %s', (resume, wanted) => {
    expect(readEnable({ resume }).resume).toBe(wanted);
  });

  it.each([
    ['1', 1],
    ['300', 300],
    ['0600', 600],
    ['4294967295', 4_294_967_295],
    ['99999999999999999999999', Number.MAX_SAFE_INTEGER],
  ])('R8: max=%j is a wish for %d s', (max, seconds) => {
    expect(readEnable({ max }).max).toBe(seconds);
  });

  it.each([undefined, '', '0', '000', '-5', '+', '1.5', '1e3', 'long', '12 ', '٣'])(
    'R8: max=%j is tolerated as absent',
    (max) => {
      expect(readEnable({ max }).max).toBeUndefined();
    },
  );
});

describe('deciding about <enable/>', () => {
  const limits = { hibernationTime: 300_000, maxHibernationTime: 600_000, maxHibernatedSessions: 10 };

  it.each([
    [undefined, 300_000],
    [60, 60_000],
    [600, 600_000],
    [601, 600_000],
    [4_294_967_295, 600_000],
    [Number.MAX_SAFE_INTEGER, 600_000],
  ])('R8: for max=%s s it grants %d ms', (max, granted) => {
    expect(decideEnable({ resume: true, max }, limits)).toEqual({ resume: true, hibernationTime: granted });
  });

  it('R8: the cap binds the default as well', () => {
    const capped = { ...limits, maxHibernationTime: 10_000 };
    expect(decideEnable({ resume: true, max: undefined }, capped).hibernationTime).toBe(10_000);
  });

  it.each([
    [true, 10, true],
    [true, 1, true],
    [true, null, true],
    [true, 0, false],
    [false, 10, false],
    [false, null, false],
  ])('R7: resume=%s with %s sessions allowed is granted: %s', (resume, maxHibernatedSessions, granted) => {
    const decision = decideEnable({ resume, max: undefined }, { ...limits, maxHibernatedSessions });
    expect(decision.resume).toBe(granted);
  });
});

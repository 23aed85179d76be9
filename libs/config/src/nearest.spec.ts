import { describe, expect, it } from 'vitest';
import { editDistance, nearestOption, nearestVariable } from './nearest.js';

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['domian', 'domain', 2],
  ])('of %j and %j is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});

describe('the nearest option', () => {
  it.each([
    ['SMACKS_HIBERNATION_TIMES', 'smacks_hibernation_time'],
    ['DORMOUSE_SMACKS_ACK_TIMEOUT', 'smacks_ack_timeout'],
    ['dormouse_domain', 'domain'],
    ['c2s-port', 'c2s_port'],
    ['datadir', 'data_dir'],
  ])('to %s is %s', (key, name) => {
    expect(nearestOption(key)).toBe(name);
  });

  it('is written as a variable for the environment', () => {
    expect(nearestVariable('dormouse_domian')).toBe('DORMOUSE_DOMAIN');
    expect(nearestVariable('DORMOUSE_SMACKS_ACK_TIMEOUT')).toBe('SMACKS_ACK_TIMEOUT');
  });
});

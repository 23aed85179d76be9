import { describe, expect, it } from 'vitest';
import { parseFilter } from '#contracts';
import { searchOf, sessionViewNames, viewOf } from './session-views.js';

describe('the views of the list', () => {
  it.each(sessionViewNames)('%s is understood by the server, and known again by its conditions', (name) => {
    const { filter = [] } = searchOf(name, []);
    expect(parseFilter(filter).ok).toBe(true);
    expect(viewOf(filter)).toBe(name);
  });

  it('are known in another spelling, and beside other conditions', () => {
    expect(viewOf(['timeLeft < 600', 'user~romeo'])).toBe('expiring');
    expect(viewOf(['user~romeo'])).toBe('all');
    expect(viewOf(['state=hibernating', 'unacked>0'])).toBeUndefined();
  });

  it('keep what else was asked for, and replace each other', () => {
    expect(searchOf('backlog', ['user~romeo', 'state=hibernating', 'nonsense'])).toEqual({
      filter: ['user~romeo', 'nonsense', 'unacked>0'],
      sort: '-unacked',
    });
    expect(searchOf('all', ['unacked>0'])).toEqual({});
  });
});

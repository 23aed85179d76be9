import { describe, expect, it } from 'vitest';
import { listSearch as read } from './search.js';

describe('the address of the list', () => {
  it('holds conditions and an order', () => {
    expect(read({ filter: ['state=hibernating', 'unacked>10'], sort: '-unacked' })).toEqual({
      filter: ['state=hibernating', 'unacked>10'],
      sort: '-unacked',
    });
    expect(read({ filter: 'unacked>10' })).toEqual({ filter: ['unacked>10'] });
  });

  it('keeps a condition that is not understood, so that it can be said what is wrong with it', () => {
    expect(read({ filter: 'unaked>10' })).toEqual({ filter: ['unaked>10'] });
  });

  it('takes the short forms of links for conditions', () => {
    expect(read({ state: 'hibernating', user: 7, backlog: true })).toEqual({
      filter: ['state=hibernating', 'user~7', 'unacked>0'],
    });
    expect(read({ filter: ['unacked>0'], backlog: true })).toEqual({ filter: ['unacked>0'] });
  });

  it('leaves out what it does not understand', () => {
    expect(read({ state: 'asleep', user: '', backlog: 'yes', sort: 'h', after: 'x', filter: [] })).toEqual(
      {},
    );
  });
});

import { describe, expect, it } from 'vitest';
import { eventsSearch, kindsOf } from './search.js';

describe('the address of the events', () => {
  it('keeps what it understands and drops the rest', () => {
    const raw = { kind: 'session-ended', reason: 'evicted', user: 'a@b', session: 's1', colour: 'red' };
    expect(eventsSearch(raw)).toEqual({
      kind: 'session-ended',
      reason: 'evicted',
      user: 'a@b',
      session: 's1',
    });
    expect(eventsSearch({ kind: 'party', from: 'yesterday', to: -1, past: '3h' })).toEqual({});
  });

  it('takes several kinds, each once', () => {
    const search = eventsSearch({ kind: ['smacks-resumed', 'party', 'session-opened', 'smacks-resumed'] });
    expect(kindsOf(search)).toEqual(['smacks-resumed', 'session-opened']);
    expect(kindsOf({})).toEqual([]);
  });

  it('is either a stretch up to now or one between two times', () => {
    expect(eventsSearch({ from: 5, to: '9' })).toEqual({ from: 5, to: 9 });
    expect(eventsSearch({ past: '1h', from: 5, to: 9 })).toEqual({ past: '1h' });
  });
});

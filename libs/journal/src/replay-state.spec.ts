import { describe, expect, it } from 'vitest';
import type { DecodedEntry } from './decoded-entry.js';
import { ReplayState } from './replay-state.js';
import { ModelSession, stanza } from './testing/model.js';

const body = (no: number): DecodedEntry => ({
  kind: 'stanza',
  stanza: stanza(`body ${no}`, { journalNo: no }),
});
const session = (no: number, queue: number[], since = 1): DecodedEntry => {
  const { state } = new ModelSession(`s${no}`);
  return {
    kind: 'session',
    session: no,
    since,
    state: { ...state, queue, held: [], owed: [], facts: { ...state.facts, presence: 0 } },
  };
};

describe('a session that was recorded anew while it ended', () => {
  it('owes what was still in its queue and held: what has met its fate since is gone from there', () => {
    const state = new ReplayState();
    const entry = session(1, [1, 2]);
    if (entry.kind !== 'session') throw new Error('it is one');
    const ending = { reason: 'expired' as const, at: 5 };
    const anew: DecodedEntry = { ...entry, state: { ...entry.state, owed: [3], held: [4], ending } };
    for (const one of [body(1), body(2), body(3), body(4), anew]) state.apply(one, 1);
    state.apply({ kind: 'removed', session: 1, lane: 'owed', stanza: 1, last: false }, 1);
    const [left] = state.sessions();
    expect(left).toMatchObject({ queue: [], held: [], ending });
    expect(left?.owed.map(({ journalNo }) => journalNo)).toEqual([3, 2, 4]);
  });
});

describe('an acknowledgement', () => {
  it('says of its stanzas, whoever else holds them, that they have arrived', () => {
    const state = new ReplayState();
    for (const entry of [body(1), body(2), session(1, [1]), session(2, [1, 2])]) state.apply(entry, 1);
    state.apply({ kind: 'ack', session: 1, h: 1 }, 1);
    expect(state.sessions()[1]?.queue.map(({ arrived }) => arrived)).toEqual([true, false]);
  });

  it('behind a gap says nothing about stanzas: some that it counts may be missing', () => {
    const state = new ReplayState();
    for (const entry of [body(1), session(1, [1]), session(2, [1])]) state.apply(entry, 1);
    state.gap();
    state.apply({ kind: 'ack', session: 1, h: 1 }, 1);
    expect(state.sessions()[1]?.queue[0]?.arrived).toBe(false);
  });

  it('of more than was queued casts doubt and never throws, nor does one that goes back', () => {
    const state = new ReplayState();
    for (const entry of [body(1), session(1, [1]), session(2, [1])]) state.apply(entry, 1);
    state.apply({ kind: 'ack', session: 1, h: 2 }, 1);
    state.apply({ kind: 'ack', session: 2, h: 2 ** 32 - 1 }, 1);
    const [high, low] = state.sessions();
    expect(high).toMatchObject({ doubtful: true, queue: [], sm: { acked: 2, sent: 0 } });
    expect(low).toMatchObject({ doubtful: true, queue: [{ journalNo: 1 }], sm: { acked: 0, sent: 1 } });
  });

  it('told for itself holds for all who still have the stanza', () => {
    const state = new ReplayState();
    for (const entry of [body(1), session(1, [1])]) state.apply(entry, 1);
    state.apply({ kind: 'arrived', stanza: 1 }, 1);
    expect(state.sessions()[0]?.queue[0]?.arrived).toBe(true);
  });
});

describe('a state whose stanza is lost', () => {
  it('comes back without it and doubtful, and counts on past its place', () => {
    const state = new ReplayState();
    for (const entry of [body(2), session(1, [1, 2])]) state.apply(entry, 1);
    state.apply({ kind: 'ack', session: 1, h: 1 }, 1);
    expect(state.sessions()).toMatchObject([
      { doubtful: true, queue: [{ journalNo: 2 }], sm: { acked: 1, sent: 1 } },
    ]);
    expect(state.numbers.stanza).toBe(2);
  });
});

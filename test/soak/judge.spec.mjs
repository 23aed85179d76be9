import { describe, expect, it } from 'vitest';
import { judge } from './judge.mjs';

/** Devices 0 and 1 are steady, 2 and 3 mortal; each has one life of which the server knows everything, unless told otherwise. */
function crowd(...changes) {
  return [0, 1, 2, 3].map((index) => ({
    index,
    name: `device${index}`,
    steady: index < 2,
    narrow: false,
    sent: [],
    got: [],
    bounced: [],
    faults: [],
    lives: [{ number: 1, certain: 100, ending: 'closed' }],
    ...changes[index],
  }));
}

const sent = (to, n, { state = 'acked', life = 1 } = {}) => ({ to, n, state, life, at: 0 });
/** As `from`'s message to `to` is received as stanza `index` of a life. */
const got = (from, to, n, { life = 1, index = n } = {}) => [from, to, n, life, index, 0];
const kinds = (logs) => judge(logs).violations.map(({ kind }) => kind);
/** Two lives of which the server knew `certain` stanzas of the first. */
const twoLives = (certain) => [
  { number: 1, certain, ending: 'expired' },
  { number: 2, certain: 100, ending: 'closed' },
];

describe('the judge of a soak', () => {
  it('finds nothing where everything arrived once, in order', () => {
    const logs = crowd({ sent: [sent(1, 1), sent(1, 2)] }, { got: [got(0, 1, 1), got(0, 1, 2)] });
    expect(judge(logs)).toMatchObject({ violations: [], totals: { sent: 2, acknowledged: 2, received: 2 } });
  });

  it('finds a loss, and what nobody acknowledged', () => {
    expect(kinds(crowd({ sent: [sent(1, 1)] }))).toEqual(['lost']);
    expect(kinds(crowd({ sent: [sent(2, 1)] }))).toEqual(['lost']);
    expect(kinds(crowd({ sent: [sent(1, 1, { state: 'sent' })] }, { got: [got(0, 1, 1)] }))).toEqual([
      'never acknowledged',
    ]);
  });

  it('finds a duplicate in one session, over two, and beside an error', () => {
    const to2 = { sent: [sent(2, 1)] };
    const twice = [got(0, 2, 1, { index: 1 }), got(0, 2, 1, { index: 2 })];
    expect(kinds(crowd(to2, {}, { got: twice }))).toEqual(['twice in one session']);
    const again = [got(0, 2, 1), got(0, 2, 1, { life: 2 })];
    expect(kinds(crowd(to2, {}, { got: again, lives: twoLives(1) }))).toEqual(['more than one outcome']);
    const both = crowd({ ...to2, bounced: [[2, 1, 1, 0]] }, {}, { got: [got(0, 2, 1)] });
    expect(kinds(both)).toEqual(['more than one outcome']);
    const errors = [
      [2, 1, 1, 0],
      [2, 1, 2, 0],
    ];
    expect(kinds(crowd({ ...to2, bounced: errors }))).toEqual(['more than one outcome']);
  });

  it('lets come again what the server could not know of', () => {
    const again = { got: [got(0, 2, 1), got(0, 2, 1, { life: 2 })], lives: twoLives(0) };
    expect(kinds(crowd({ sent: [sent(2, 1)] }, {}, again))).toEqual([]);
    const back = { got: [got(0, 2, 1)], lives: twoLives(0) };
    expect(kinds(crowd({ sent: [sent(2, 1)], bounced: [[2, 1, 1, 0]] }, {}, back))).toEqual([]);
  });

  it('takes an error for an outcome, but not from a session that never ended', () => {
    expect(kinds(crowd({ sent: [sent(2, 1)], bounced: [[2, 1, 1, 0]] }))).toEqual([]);
    expect(kinds(crowd({ sent: [sent(1, 1)], bounced: [[1, 1, 1, 0]] }))).toEqual([
      'came back from a session that never ended',
    ]);
  });

  it('excuses a loss between mortals only, and only if the sender could not hear of it', () => {
    const ended = { sent: [sent(3, 1)], lives: twoLives(0) };
    expect(judge(crowd({}, {}, ended))).toMatchObject({ violations: [], totals: { excused: 1 } });
    expect(kinds(crowd({}, {}, { sent: [sent(3, 1)] }))).toEqual(['lost']);
    expect(kinds(crowd({}, {}, { sent: [sent(1, 1)], lives: twoLives(0) }))).toEqual(['lost']);
    expect(kinds(crowd({}, {}, { sent: [sent(3, 1)], narrow: true }))).toEqual([]);
  });

  it('asks nothing of a message of which its sender never learned, but that it came once at most', () => {
    const unknown = { sent: [sent(3, 1, { state: 'unknown' })] };
    expect(kinds(crowd({}, {}, unknown))).toEqual([]);
    const twice = [got(2, 3, 1, { index: 1 }), got(2, 3, 1, { index: 2 })];
    expect(kinds(crowd({}, {}, unknown, { got: twice }))).toEqual(['twice in one session']);
  });

  it('finds disorder in a session and from one to the next', () => {
    const three = { sent: [sent(2, 1), sent(2, 2)] };
    const turned = [got(0, 2, 2, { index: 1 }), got(0, 2, 1, { index: 2 })];
    expect(kinds(crowd(three, {}, { got: turned }))).toEqual(['out of order']);
    const later = [got(0, 2, 2, { index: 1 }), got(0, 2, 1, { life: 2, index: 1 })];
    expect(kinds(crowd(three, {}, { got: later, lives: twoLives(1) }))).toEqual(['out of order']);
    expect(kinds(crowd(three, {}, { got: later, lives: twoLives(0) }))).toEqual([]);
  });

  it('does not look for order in what was meant for another resource', () => {
    const logs = crowd(
      { sent: [sent(2, 1), sent(2, 2)] },
      {},
      { lives: twoLives(0) },
      { got: [got(0, 2, 2, { index: 1 }), got(0, 2, 1, { index: 2 })] },
    );
    expect(kinds(logs)).toEqual([]);
  });

  it('passes on what devices complain of, and what nobody sent', () => {
    expect(kinds(crowd({ faults: ['h went back'] }, { got: [got(0, 1, 7)] }))).toEqual(['fault', 'invented']);
  });
});

import { describe, expect, it } from 'vitest';
import { judge } from './judge.mjs';
import { diaries } from './testing-diaries.mjs';

const kinds = (written) => judge(diaries(written)).violations.map(({ kind }) => kind);
/** One stanza that was acknowledged. */
const said = (id) => `1 send ${id}, 2 h 1`;
const stored = `${said('q.2.1')}, 3 got q.2.1 result`;
/** A session whose time was over, and the next one. */
const over = (at, h = 0) =>
  `${at} gone rst, ${at + 400_000} refused item-not-found ${h}, ${at + 400_001} life 2 300`;

describe('the judge of crashes', () => {
  it('finds nothing where everything arrived once and in order', () => {
    const { violations, totals } = judge(
      diaries({
        juliet:
          '1 send m.2.0.1, 1 send f.2.0.1, 1 send m.2.3.1, 1 send q.2.1, 2 h 4, 3 got q.2.1 result, 4 kept 1',
        romeo: '3 got m.2.0.1 chat, 3 got f.2.0.1 chat',
        phone: '3 got f.2.0.1 chat',
        mercutio: '3 got m.2.3.1 chat',
      }),
    );
    expect(violations).toEqual([]);
    expect(totals).toMatchObject({ sent: 3, acknowledged: 3, received: 3, stored: 1 });
  });

  it.each([
    ['a message that was acknowledged and never came', 'lost', { juliet: said('m.2.0.1') }],
    ['a copy that never came', 'lost', { juliet: said('f.2.0.1'), phone: '3 got f.2.0.1 chat' }],
    ['a message for a mortal that has no outcome', 'lost', { juliet: said('m.2.3.1') }],
    ['what has no h', 'never acknowledged', { juliet: '1 send m.2.0.1', romeo: '3 got m.2.0.1 chat' }],
    [
      'a message that came twice',
      'twice',
      { juliet: said('m.2.0.1'), romeo: '3 got m.2.0.1 chat, 4 got m.2.0.1 chat' },
    ],
    [
      'one that came to a mortal twice in a session',
      'twice',
      { juliet: said('m.2.3.1'), mercutio: '3 got m.2.3.1 chat, 4 got m.2.3.1 chat' },
    ],
    [
      'one that came and came back',
      'twice',
      {
        juliet: `${said('m.2.3.1')}, 7 got m.2.3.1 error`,
        mercutio: '3 got m.2.3.1 chat, 4 told 1, 5 send p.3.1, 6 h 1',
      },
    ],
    [
      'one that came back from a session that never ended',
      'came back',
      { juliet: `${said('m.2.0.1')}, 3 got m.2.0.1 error` },
    ],
    [
      'one that came to another as well',
      'astray',
      { juliet: said('m.2.0.1'), romeo: '3 got m.2.0.1 chat', phone: '3 got m.2.0.1 chat' },
    ],
    ['what nobody sent', 'invented', { romeo: '3 got m.2.0.1 chat' }],
    [
      'disorder',
      'out of order',
      {
        juliet: '1 send m.2.0.1, 1 send f.2.0.1, 2 h 2',
        romeo: '3 got f.2.0.1 chat, 3 got m.2.0.1 chat',
        phone: '3 got f.2.0.1 chat',
      },
    ],
    ['an iq without an answer', 'lost', { juliet: said('q.2.1') }],
    ['an iq with two', 'twice', { juliet: `${stored}, 4 got q.2.1 result` }],
    ['an iq that failed', 'failed', { juliet: `${said('q.2.1')}, 3 got q.2.1 error` }],
    ['what was stored and is not there', 'lost', { juliet: `${stored}, 4 kept 0` }],
    ['an h that goes back', 'h', { juliet: `${stored}, 4 h 0` }],
    ['an h that goes back with a resumption', 'h', { juliet: `${stored}, 4 resumed 0` }],
    ['an h that counts what was never sent', 'h', { juliet: `${stored}, 4 h 2` }],
    [
      'a steady session that was not resumed',
      'not resumed',
      { juliet: '1 gone rst, 400000 refused item-not-found 0' },
    ],
    [
      'a mortal one that was refused in time',
      'not resumed',
      { mercutio: '1 gone rst, 200000 refused item-not-found 0' },
    ],
    [
      'an h that was forgotten',
      'h forgotten',
      { mercutio: '1 gone rst, 400000 refused item-not-found null' },
    ],
    ['a stream error', 'stream error', { juliet: '1 error <internal-server-error/>' }],
    ['what a client itself found wrong', 'fault', { juliet: '1 fault hanging' }],
  ])('finds %s', (_what, kind, written) => {
    expect(kinds(written)).toEqual([kind]);
  });

  it('takes the error that an orderly stop may send for none', () => {
    expect(kinds({ juliet: '1 error <system-shutdown/>' })).toEqual([]);
  });

  it('asks nothing of what its sender never learned of, but that it came once at most', () => {
    const mercutio = `1 send m.3.0.1, ${over(2, null)}`;
    expect(kinds({ mercutio })).toEqual(['h forgotten']);
    const romeo = '3 got m.3.0.1 chat, 4 got m.3.0.1 chat';
    expect(kinds({ mercutio, romeo })).toEqual(['twice', 'h forgotten']);
  });

  it('lets a mortal receive again what the server could not know of, and no more', () => {
    const juliet = said('m.2.3.1');
    const again = '500000 got m.2.3.1 chat';
    expect(kinds({ juliet, mercutio: `3 got m.2.3.1 chat, 3 told 1, ${over(4)}, ${again}` })).toEqual([]);
    const known = '3 got m.2.3.1 chat, 3 told 1, 4 resume, 5 resumed 0';
    expect(kinds({ juliet, mercutio: `${known}, ${over(6)}, ${again}` })).toEqual(['twice']);
  });

  it('lets what waited over an end be overtaken, and nothing else', () => {
    const juliet = '1 send m.2.3.1, 450000 send m.2.3.2, 450000 send m.2.3.3, 450001 h 3';
    const order = (...numbers) =>
      kinds({
        juliet,
        mercutio: `${over(2)}, ${numbers.map((n) => `500000 got m.2.3.${n} chat`).join(', ')}`,
      });
    expect(order(2, 1, 3)).toEqual([]);
    expect(order(1, 3, 2)).toEqual(['out of order']);
  });

  it('counts what a mortal sent again in its next session as one', () => {
    const mercutio = `1 send m.3.0.1, ${over(2)}, 400003 send m.3.0.1, 400004 h 1`;
    expect(kinds({ mercutio, romeo: '400005 got m.3.0.1 chat' })).toEqual([]);
    expect(kinds({ mercutio, romeo: '3 got m.3.0.1 chat, 400005 got m.3.0.1 chat' })).toEqual(['twice']);
  });
});

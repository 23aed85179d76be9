import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ImRoom } from '../testing/im-room.js';
import { type Effects, RosterChanges } from './roster-changes.js';
import type { RosterDraft } from './roster-draft.js';
import { Rosters } from './rosters.js';

let room: ImRoom;
let changes: RosterChanges;
beforeEach(async () => {
  room = await ImRoom.open();
  changes = room.get(RosterChanges);
});
afterEach(() => room.close());

const romeo = 'romeo@localhost';
const name = (draft: RosterDraft, jid: string, text: string) =>
  draft.put(romeo, { ...draft.get(romeo, jid), listed: true, name: text });
const nothing: Effects<void> = () => undefined;

describe('changes of one turn', () => {
  it('are read as one, written as one, and have their effects in order', async () => {
    const order: string[] = [];
    const change = (text: string) =>
      changes.run([romeo, 'juliet@localhost'], (draft) => {
        const before = draft.get(romeo, 'juliet@localhost').name;
        name(draft, 'juliet@localhost', before + text);
        return () => order.push(room.get(Rosters).loaded(romeo)?.get('juliet@localhost')?.name ?? '');
      });
    await Promise.all(['a', 'b', 'c'].map(change));
    // Each sees the roster with its own change and those before it.
    expect(order).toEqual(['a', 'ab', 'abc']);
    expect(room.rosters.asked).toEqual({ load: 1, write: 1 });
    expect(room.rosters.get(romeo, 'juliet@localhost')?.name).toBe('abc');
  });

  it('are not in memory, and have no effect, before they are written', async () => {
    await room.get(Rosters).hold([romeo]);
    const seen: unknown[] = [];
    const write = room.rosters.write.bind(room.rosters);
    room.rosters.write = async (rows) => {
      seen.push(room.get(Rosters).loaded(romeo)?.get('a@localhost'), seen.length);
      await write(rows);
    };
    await changes.run([romeo], (draft) => {
      name(draft, 'a@localhost', 'A');
      return () => seen.push('effect');
    });
    expect(seen).toEqual([undefined, 0, 'effect']);
  });

  it('that throws fails alone, and leaves nothing in the others’ way', async () => {
    const failing = changes.run([romeo], (draft) => {
      name(draft, 'a@localhost', 'wrong');
      throw new Error('no');
    });
    const counted = changes.run([romeo], (draft) => {
      const count = draft.count(romeo);
      name(draft, 'b@localhost', 'B');
      return () => count;
    });
    await expect(failing).rejects.toThrow('no');
    expect(await counted).toEqual({ listed: 0, requested: 0 });
    expect(room.rosters.get(romeo, 'a@localhost')).toBeUndefined();
    expect(room.rosters.get(romeo, 'b@localhost')?.name).toBe('B');
  });

  it('that only looks writes nothing', async () => {
    await changes.run([romeo], () => nothing);
    expect(room.rosters.asked.write).toBe(0);
  });

  it('go on after a batch that could not be written', async () => {
    room.rosters.broken = 'write';
    const lost = changes.run([romeo], (draft) => {
      name(draft, 'a@localhost', 'A');
      return nothing;
    });
    await expect(lost).rejects.toThrow('disk I/O error');
    room.rosters.broken = null;
    await changes.run([romeo], (draft) => {
      expect(draft.get(romeo, 'a@localhost').listed).toBe(false);
      name(draft, 'b@localhost', 'B');
      return nothing;
    });
    expect(room.rosters.get(romeo, 'b@localhost')?.name).toBe('B');
    await new Promise((resolve) => setImmediate(resolve));
    expect(changes.busy).toBe(false);
  });

  it('tell one that fails in its effects, and the next has its own all the same', async () => {
    const failing = changes.run([romeo], () => () => {
      throw new Error('no');
    });
    const next = changes.run([romeo], () => () => 'done');
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('done');
  });
});

describe('a draft', () => {
  it('knows how many contacts there will be', async () => {
    room.rosters.put(romeo, { jid: 'a@localhost' });
    room.rosters.put(romeo, { jid: 'b@localhost', listed: false, request: '<presence/>' });
    const counts: unknown[] = [];
    await Promise.all([
      changes.run([romeo], (draft) => {
        name(draft, 'c@localhost', 'C');
        draft.put(romeo, { ...draft.get(romeo, 'b@localhost'), request: null });
        counts.push(draft.count(romeo));
        return nothing;
      }),
      changes.run([romeo], (draft) => {
        draft.put(romeo, { ...draft.get(romeo, 'a@localhost'), listed: false });
        counts.push(draft.count(romeo));
        return nothing;
      }),
    ]);
    expect(counts).toEqual([
      { listed: 2, requested: 0 },
      { listed: 1, requested: 0 },
    ]);
  });

  it('knows which accounts there are', async () => {
    const there = await changes.run([romeo, 'nobody@localhost'], (draft) => () => [
      draft.has(romeo),
      draft.has('nobody@localhost'),
    ]);
    expect(there).toEqual([true, false]);
  });
});

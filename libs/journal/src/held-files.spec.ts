import { describe, expect, it } from 'vitest';
import { openRoom } from './testing/journal-room.js';
import { MemoryDisk } from './testing/memory-disk.js';
import { comparable, ModelSession, stanza, truth } from './testing/model.js';

/** So much that the segments there were are not needed any more. */
function turnOver({ journal }: ReturnType<typeof openRoom>, session: ModelSession): void {
  for (let i = 0; i < 40; i++) {
    journal.append([session.enqueue(stanza('z'.repeat(400))), session.ack(1)], () => undefined);
    journal.append([session.snapshot()], () => undefined);
  }
}

/** What was pinned, as a backup copies it: late. */
function copied(
  room: ReturnType<typeof openRoom>,
  { files }: { files: readonly { name: string; bytes: number }[] },
) {
  const disk = new MemoryDisk();
  for (const { name, bytes } of files) disk.plant(name, room.disk.read(name, bytes));
  return disk;
}

describe('a pinned journal', () => {
  it('can be copied as it was at that moment, although it goes on and its segments are dropped', () => {
    const room = openRoom();
    const session = new ModelSession('a');
    room.journal.append([session.snapshot()], () => undefined);
    for (let i = 0; i < 20; i++)
      room.journal.append([session.enqueue(stanza('y'.repeat(400)))], () => undefined);
    const then = truth(session);
    const pin = room.journal.pin();
    expect(pin.files.length).toBeGreaterThan(1);
    turnOver(room, session);
    expect(room.journal.status().segments).toBeLessThan(room.disk.list().length - 1);
    const back = openRoom(copied(room, pin)).recovered;
    expect(back.damage).toEqual([]);
    expect(back.sessions.map((s) => comparable(s, s.journalNo))).toEqual([then]);
    pin.release();
    expect(pin.files.some(({ name }) => room.disk.files.has(name))).toBe(false);
  });

  it('holds its files until the last who copies them has released them', () => {
    const room = openRoom();
    const session = new ModelSession('a');
    room.journal.append([session.snapshot()], () => undefined);
    const [one, other] = [room.journal.pin(), room.journal.pin()];
    const name = one.files[0]?.name ?? '';
    turnOver(room, session);
    one.release();
    one.release();
    expect(room.disk.files.has(name)).toBe(true);
    other.release();
    expect(room.disk.files.has(name)).toBe(false);
  });

  it('says of a file that cannot be removed that it is still there', () => {
    const room = openRoom();
    const session = new ModelSession('a');
    room.journal.append([session.snapshot()], () => undefined);
    const pin = room.journal.pin();
    turnOver(room, session);
    room.disk.remove(pin.files[0]?.name ?? '');
    pin.release();
    expect(room.warnings).toEqual([expect.stringMatching(/0000000001\.segment could not be removed/)]);
  });
});

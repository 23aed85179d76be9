import { describe, expect, it } from 'vitest';
import { openRoom } from './testing/journal-room.js';
import { MemoryDisk } from './testing/memory-disk.js';
import { comparable, ModelSession, stanza, truth } from './testing/model.js';

const nothing = () => undefined;
const SEGMENT_1 = '0000000001.segment';

describe('recovery', () => {
  it('passes by what was cut from a segment although it is there again: a later one begins with its number', () => {
    const first = openRoom();
    const session = new ModelSession('a');
    first.journal.append([session.snapshot()], nothing);
    const size = first.disk.size(SEGMENT_1);
    const lost = new ModelSession('lost');
    first.journal.append([lost.snapshot()], nothing);
    const whole = first.disk.read(SEGMENT_1);
    first.disk.plant(SEGMENT_1, whole.subarray(0, size));
    const second = openRoom(first.disk, { time: first.time });
    second.journal.adopt(session);
    second.journal.append([session.enqueue(stanza())], nothing);
    first.disk.plant(SEGMENT_1, whole);
    const { recovered } = openRoom(first.disk, { time: first.time });
    expect(recovered.sessions.map((s) => comparable(s, s.journalNo))).toEqual([truth(session)]);
    expect(recovered.sessions[0]?.doubtful).toBe(false);
  });

  it('takes nothing from a file that should be gone, where only a batch says that it should', () => {
    const room = openRoom(undefined, { segmentBytes: 400 });
    const [first, second] = [new ModelSession('first'), new ModelSession('second')];
    room.journal.append([first.snapshot(), second.snapshot()], nothing);
    const fill = (segments: number) => {
      while (room.journal.status().segments < segments) {
        room.journal.append([second.enqueue(stanza())], nothing);
      }
    };
    // Over in a segment that goes as well, once the other session is recorded anew behind it.
    fill(2);
    room.journal.append([{ kind: 'ended', session: first }], nothing);
    fill(4);
    room.journal.append([second.snapshot()], nothing);
    const [name, bytes] = [...room.disk.removed][0] as [string, Buffer];
    expect(name).toBe(SEGMENT_1);
    room.disk.plant(name, bytes);
    const { recovered } = openRoom(room.disk, { time: room.time });
    expect(recovered).toMatchObject({ damage: [], sessions: [{ id: 'second', doubtful: false }] });
    expect(room.disk.list()).not.toContain(SEGMENT_1);
  });

  it('with fsync confirms what an earlier process had left to the system before anything else is safe', () => {
    const disk = new MemoryDisk();
    disk.holdSyncs = true;
    const killed = openRoom(disk, { fsync: true });
    while (disk.syncs.length > 0) disk.syncs.shift()?.();
    const session = new ModelSession('a');
    killed.journal.append([session.snapshot(), session.enqueue(stanza())], nothing);
    // Killed: what was asked of the disk is never answered.
    disk.syncs.length = 0;
    const next = openRoom(disk, { fsync: true, time: killed.time });
    next.journal.adopt(session);
    let safe = false;
    next.journal.append([session.enqueue(stanza())], () => {
      safe = true;
    });
    while (disk.syncs.length > 0) disk.syncs.shift()?.();
    expect(safe).toBe(true);
    // Of what was not confirmed nothing arrives.
    const { recovered } = openRoom(
      disk.afterPowerCut(() => 0.39),
      { fsync: true },
    );
    expect(recovered.sessions.map((s) => comparable(s, s.journalNo))).toEqual([truth(session)]);
  });

  it('takes a hole in what had waited for the disk for damage, not for what nobody was told of', () => {
    const room = openRoom();
    const session = new ModelSession('a');
    room.journal.append([session.snapshot()], nothing);
    room.disk.refuse = () => ({ code: 'EIO' });
    const start = room.disk.size(SEGMENT_1);
    for (let i = 0; i < 3; i++) room.journal.append([session.enqueue(stanza())], nothing);
    room.disk.refuse = () => undefined;
    room.time.pass(1000);
    const bytes = room.disk.read(SEGMENT_1);
    bytes[start + 40] = (bytes[start + 40] as number) ^ 1;
    room.disk.plant(SEGMENT_1, bytes);
    const { recovered } = openRoom(room.disk);
    expect(recovered.damage).toMatchObject([{ kind: 'corrupt', offset: start }]);
    expect(recovered.sessions).toMatchObject([{ doubtful: true, queue: [{}, {}] }]);
  });

  it('goes on above every number it has seen', () => {
    const room = openRoom();
    const session = new ModelSession('a');
    const item = stanza();
    room.journal.append([session.snapshot(), session.enqueue(item)], nothing);
    room.journal.append([{ kind: 'ended', session }], nothing);
    const next = openRoom(room.disk, { time: room.time });
    const [other, another] = [new ModelSession('b'), stanza()];
    next.journal.append([other.snapshot(), other.enqueue(another)], nothing);
    expect([other.journalNo, another.journalNo]).toEqual([session.journalNo + 1, item.journalNo + 1]);
    expect(next.disk.list()).toContain('0000000002.segment');
  });
});

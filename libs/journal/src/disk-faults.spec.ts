import { describe, expect, it } from 'vitest';
import { JournalError } from './journal-error.js';
import { openRoom, RESERVE } from './testing/journal-room.js';
import { MemoryDisk, type Refusal } from './testing/memory-disk.js';
import { expectSame, ModelSession, stanza } from './testing/model.js';
import { seeded, story } from './testing/random.js';
import { recoveredTruth, World } from './testing/world.js';

/** A disk of that many bytes: the write that does not fit is short where it can be. */
function limited(capacity: { bytes: number }): MemoryDisk {
  const disk = new MemoryDisk();
  disk.refuse = (_name, length) => {
    let used = 0;
    for (const { bytes } of disk.files.values()) used += bytes.length;
    const room = capacity.bytes - used;
    if (length <= room) return undefined;
    return room > 0 ? { taken: room } : { code: 'ENOSPC' };
  };
  return disk;
}

const faults: [string, (disk: MemoryDisk) => Refusal | undefined][] = [
  ['a full disk', () => ({ code: 'ENOSPC' })],
  ['a short write', () => ({ taken: 7 })],
  ['a write of nothing', () => ({ taken: 0 })],
  ['a broken disk', () => ({ code: 'EIO' })],
  [
    'a broken disk that cannot be cut back either',
    (disk) => {
      disk.refuseTruncate = true;
      return { taken: 11 };
    },
  ],
];

describe('a disk that takes nothing for a while', () => {
  it.each(faults)('costs nothing, whichever write it begins with: %s', (_name, fault) => {
    const steps = story(60, seeded(5));
    let strains = 0;
    for (let failing = 1; ; failing++) {
      const disk = new MemoryDisk();
      const room = openRoom(disk, { segmentBytes: 900 });
      const told: boolean[] = [];
      room.journal.onStrained((strained) => told.push(strained));
      const from = disk.writes + failing;
      disk.refuse = () => (disk.writes >= from ? fault(disk) : undefined);
      const world = new World(room.journal);
      for (const step of steps) {
        world.play(step);
        world.flush();
      }
      const never = disk.writes < from;
      if (!never && world.safe < world.appended) {
        expect(room.journal.strained).toBe(true);
        expect(room.journal.status()).toMatchObject({
          strainedSince: room.time.now(),
          strainedReason: expect.any(String),
        });
        room.time.pass(2500);
        expect(world.safe).toBeLessThan(world.appended);
        // What is on the disk meanwhile is good, as far as it goes; only what cannot be cut back is left behind it.
        const meanwhile = openRoom(disk.copy(), { time: room.time }).recovered.damage;
        expect(meanwhile.map(({ kind }) => kind)).toEqual(disk.refuseTruncate ? ['torn-tail'] : []);
      }
      disk.refuse = () => undefined;
      disk.refuseTruncate = false;
      room.time.pass(2000);
      expect(room.journal.strained).toBe(false);
      expect(world.safe).toBe(world.appended);
      expect(told).toEqual(told.length === 0 ? [] : [true, false]);
      strains += told.length;
      world.open(1);
      world.flush();
      const again = openRoom(disk, { time: room.time });
      expect(again.recovered.damage.filter(({ kind }) => kind === 'corrupt')).toEqual([]);
      expectSame(recoveredTruth(again), world.truth);
      if (never) break;
    }
    expect(strains).toBeGreaterThan(40);
  });
});

describe('a segment that cannot be cut back', () => {
  it('is left for another one', () => {
    const room = openRoom();
    const session = new ModelSession('a');
    room.journal.append([session.snapshot()], () => undefined);
    room.disk.refuseTruncate = true;
    room.disk.refuse = () => ({ taken: 11 });
    room.journal.append([session.enqueue(stanza())], () => undefined);
    room.disk.refuse = () => undefined;
    room.time.pass(1000);
    expect(room.journal.status()).toMatchObject({ segments: 2, strainedSince: null });
    room.disk.refuseTruncate = false;
    const { recovered } = openRoom(room.disk, { time: room.time });
    expect(recovered.damage).toMatchObject([{ kind: 'torn-tail', bytes: 11 }]);
    expect(recovered.sessions).toMatchObject([{ doubtful: false, queue: [{}] }]);
  });
});

describe('a disk that fills up', () => {
  it('takes what is in flight out of the reserve, and all again when there is space', () => {
    const capacity = { bytes: 6000 };
    const disk = limited(capacity);
    const room = openRoom(disk, { segmentBytes: 100_000 });
    const told: boolean[] = [];
    room.journal.onStrained((strained) => told.push(strained));
    expect(disk.size('reserve')).toBe(RESERVE);
    const session = new ModelSession('a');
    let safe = 0;
    room.journal.append([session.snapshot()], () => safe++);
    let appends = 1;
    while (!room.journal.strained) {
      room.journal.append([session.enqueue(stanza())], () => safe++);
      appends++;
    }
    expect(safe).toBe(appends);
    expect(disk.list()).not.toContain('reserve');
    expect(room.journal.status().strainedReason).toContain('ENOSPC');
    for (let i = 0; i < 20; i++) {
      room.journal.append([session.enqueue(stanza())], () => safe++);
      appends++;
    }
    expect(safe).toBeLessThan(appends);
    room.time.pass(3000);
    expect(room.journal.strained).toBe(true);
    capacity.bytes = 100_000;
    room.time.pass(1000);
    expect({ safe, strained: room.journal.strained }).toEqual({ safe: appends, strained: false });
    expect(disk.size('reserve')).toBe(RESERVE);
    expect(told).toEqual([true, false]);
    expect(openRoom(disk).recovered.sessions[0]?.queue).toHaveLength(appends - 1);
  });

  it('is strained from the start where there is no space for the reserve, and starts with the reserve’s own', () => {
    const capacity = { bytes: 500 };
    const disk = limited(capacity);
    const room = openRoom(disk);
    expect(room.journal.strained).toBe(true);
    expect(disk.list()).not.toContain('reserve');
    capacity.bytes = 10_000;
    room.time.pass(1000);
    expect(room.journal.strained).toBe(false);
    capacity.bytes = disk.size('reserve') + 64 + 10;
    expect(openRoom(disk).journal.strained).toBe(true);
  });

  it('so that no segment can be begun ends the start with one sentence', () => {
    expect(() => openRoom(limited({ bytes: 10 }))).toThrow(JournalError);
  });

  it('goes on in the present segment where the next cannot be made', () => {
    const room = openRoom(undefined, { segmentBytes: 300 });
    const create = room.disk.create.bind(room.disk);
    room.disk.create = () => {
      throw Object.assign(new Error('EMFILE'), { code: 'EMFILE' });
    };
    const session = new ModelSession('a');
    let safe = 0;
    room.journal.append([session.snapshot()], () => safe++);
    for (let i = 0; i < 5; i++) room.journal.append([session.enqueue(stanza())], () => safe++);
    expect({ safe, strained: room.journal.strained }).toEqual({ safe: 6, strained: false });
    expect(room.warnings).toHaveLength(1);
    room.disk.create = create;
    while (room.journal.status().segments < 2) room.journal.append([session.enqueue(stanza())], () => safe++);
    expect(openRoom(room.disk).recovered.sessions[0]?.queue).toHaveLength(session.state.queue.length);
  });
});

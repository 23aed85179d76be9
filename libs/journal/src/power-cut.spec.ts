import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { openRoom } from './testing/journal-room.js';
import { MemoryDisk } from './testing/memory-disk.js';
import { intentEntry, ModelSession, stanza } from './testing/model.js';
import { seeded, story } from './testing/random.js';
import { recoveredTruth, World } from './testing/world.js';

const SEEDS = 250;

describe('a power cut with fsync on', () => {
  it('takes nothing that was safe, whatever of the rest arrived, a second time as well', () => {
    let rolledBack = 0;
    let cutFiles = 0;
    for (let seed = 1; seed <= SEEDS; seed++) {
      const chance = seeded(seed);
      const disk = new MemoryDisk();
      disk.holdSyncs = true;
      const room = openRoom(disk, { fsync: true, segmentBytes: 800 });
      const world = new World(room.journal);
      const truths = [world.truth];
      for (const step of story(30 + Math.floor(chance() * 120), chance)) {
        world.play(step);
        world.flush();
        if (truths.length <= world.appended) truths.push(world.truth);
        else truths[world.appended] = world.truth;
        while (chance() < 0.35 && disk.syncs.length > 0) disk.syncs.shift()?.();
      }
      const safe = world.safe;
      const after = openRoom(disk.afterPowerCut(chance), { fsync: true, time: room.time });
      const back = recoveredTruth(after);
      expect(
        after.recovered.sessions.some(({ doubtful }) => doubtful),
        `seed ${seed}`,
      ).toBe(false);
      expect(
        after.recovered.damage.filter(({ kind }) => kind === 'corrupt'),
        `seed ${seed}`,
      ).toEqual([]);
      const found = truths.findLastIndex((truth) => isDeepStrictEqual(truth, back));
      expect(found, `seed ${seed}`).toBeGreaterThanOrEqual(safe);
      if (found < world.appended) rolledBack++;
      if (after.recovered.damage.length > 0) cutFiles++;

      // The second life has other batches under the same numbers.
      after.disk.holdSyncs = true;
      const ids: number[] = [];
      let safeIds = 0;
      for (let i = 0; i < 10; i++) {
        const id = after.journal.intentId();
        ids.push(id);
        after.journal.append([intentEntry({ id, store: 'second', json: '{}' })], () => safeIds++);
        while (chance() < 0.5 && after.disk.syncs.length > 0) after.disk.syncs.shift()?.();
      }
      const second = openRoom(after.disk.afterPowerCut(chance), { fsync: true, time: room.time });
      // The newest segment's header may be torn, and be reported; nothing is lost with it.
      expect(
        second.recovered.sessions.some(({ doubtful }) => doubtful),
        `seed ${seed}`,
      ).toBe(false);
      expect(recoveredTruth(second).sessions, `seed ${seed}`).toEqual(
        safeIds > 0 ? back.sessions : expect.any(Array),
      );
      const kept = second.recovered.intents.filter(({ store }) => store === 'second').map(({ id }) => id);
      expect(kept).toEqual(ids.slice(0, kept.length));
      expect(kept.length).toBeGreaterThanOrEqual(safeIds);
    }
    expect(rolledBack).toBeGreaterThan(SEEDS / 4);
    expect(cutFiles).toBeGreaterThan(SEEDS / 10);
  });
});

describe('a header that is no good, with its batches behind it', () => {
  const broken = (confirmed: boolean) => {
    const room = openRoom(undefined, { fsync: true });
    room.disk.holdSyncs = !confirmed;
    const session = new ModelSession('a');
    room.journal.append([session.snapshot()], () => undefined);
    room.journal.append([session.enqueue(stanza())], () => undefined);
    const [name] = room.disk.list().filter((file) => file.endsWith('.segment')) as [string];
    const bytes = Buffer.from(room.disk.read(name));
    bytes.fill(0, 20, 40);
    const disk = new MemoryDisk();
    disk.plant(name, bytes);
    return openRoom(disk, { fsync: true, time: room.time });
  };

  it('was torn where nobody was told of them, and costs nothing', () => {
    const { recovered, disk, time } = broken(false);
    expect(recovered).toMatchObject({
      damage: [{ kind: 'torn-tail', offset: 0, bytes: 64 }],
      sessions: [{ id: 'a', doubtful: false, queue: [{}] }],
    });
    const next = openRoom(disk, { fsync: true, time });
    expect(next.recovered).toMatchObject({ damage: [], sessions: [{ id: 'a', queue: [{}] }] });
  });

  it('is damage where it was safe once', () => {
    expect(broken(true).recovered).toMatchObject({
      damage: [{ kind: 'corrupt', offset: 0, bytes: 64 }],
      sessions: [{ id: 'a', doubtful: false, queue: [{}] }],
    });
  });
});

describe('group commit', () => {
  it('asks the disk once at a time, and confirms what was written before it was asked', () => {
    const disk = new MemoryDisk();
    disk.holdSyncs = true;
    const { journal, fatal } = openRoom(disk, { fsync: true });
    const session = new ModelSession('a');
    const safe: number[] = [];
    // What recovery found is confirmed first: the new segment, then the folder that names it.
    expect(disk.syncs).toHaveLength(1);
    journal.append([session.snapshot()], () => safe.push(1));
    disk.syncs.shift()?.();
    disk.syncs.shift()?.();
    expect(safe).toEqual([]);
    journal.append([session.enqueue(stanza())], () => safe.push(2));
    journal.append([], () => safe.push(3));
    expect(disk.syncs).toHaveLength(1);
    disk.syncs.shift()?.();
    expect(safe).toEqual([1]);
    expect(disk.syncs).toHaveLength(1);
    disk.syncs.shift()?.();
    expect(safe).toEqual([1, 2, 3]);
    expect(disk.syncs).toEqual([]);
    expect(journal.status().syncs).toBe(3);
    journal.append([], () => safe.push(4));
    expect(safe).toEqual([1, 2, 3, 4]);
    expect(fatal).toEqual([]);
  });

  it('confirms nothing any more once the disk has failed to, and says so', () => {
    const disk = new MemoryDisk();
    disk.holdSyncs = true;
    const { journal, fatal } = openRoom(disk, { fsync: true });
    const session = new ModelSession('a');
    let safe = 0;
    journal.append([session.snapshot()], () => safe++);
    disk.refuseSync = true;
    disk.syncs.shift()?.();
    expect(fatal).toMatchObject([{ code: 'EIO' }]);
    disk.refuseSync = false;
    const { writes } = disk;
    journal.append([session.enqueue(stanza())], () => safe++);
    journal.append([], () => safe++);
    expect({ safe, syncs: disk.syncs.length, writes: disk.writes }).toEqual({ safe: 0, syncs: 0, writes });
  });

  it('closes when all is confirmed', async () => {
    const disk = new MemoryDisk();
    disk.holdSyncs = true;
    const { journal } = openRoom(disk, { fsync: true });
    let safe = 0;
    journal.append([new ModelSession('a').snapshot()], () => safe++);
    const closed = journal.close();
    expect(safe).toBe(0);
    while (disk.syncs.length > 0) disk.syncs.shift()?.();
    await closed;
    expect(safe).toBe(1);
  });
});

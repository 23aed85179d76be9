import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { encodeHeader, HEADER_BYTES, segmentName } from './format.js';
import { JournalError } from './journal-error.js';
import { openRoom } from './testing/journal-room.js';
import { MemoryDisk } from './testing/memory-disk.js';
import { expectSame } from './testing/model.js';
import { seeded, story } from './testing/random.js';
import { recoveredTruth, World } from './testing/world.js';

/** A story, with what was true and how long the files were after each of its batches. */
function played(seed: number, steps: number, segmentBytes: number) {
  const room = openRoom(undefined, { segmentBytes, liveBytes: () => 2 ** 40 });
  const world = new World(room.journal);
  const chance = seeded(seed);
  const states = [{ sizes: new Map<string, number>(), truth: world.truth }];
  states.push({ sizes: sizes(room.disk), truth: world.truth });
  world.pin();
  states.push({ sizes: sizes(room.disk), truth: world.truth });
  for (const step of story(steps, chance)) {
    world.play(step);
    world.flush();
    states.push({ sizes: sizes(room.disk), truth: world.truth });
  }
  return { disk: room.disk, states };
}

const sizes = (disk: MemoryDisk) => new Map(segments(disk).map((name) => [name, disk.size(name)]));
const segments = (disk: MemoryDisk) =>
  disk
    .list()
    .filter((name) => name.endsWith('.segment'))
    .sort();
const withFile = (disk: MemoryDisk, name: string, bytes: Buffer): MemoryDisk => {
  const other = disk.copy();
  other.plant(name, bytes);
  return other;
};

describe('a torn tail', () => {
  it.each([
    ['the only segment', 100_000],
    ['the last of several segments', 1500],
  ])('of %s is cut at the last good batch, at every byte', (_where, segmentBytes) => {
    const { disk, states } = played(7, 40, segmentBytes);
    const name = segments(disk).at(-1) as string;
    const whole = disk.read(name);
    for (let size = 0; size < whole.length; size++) {
      const torn = withFile(disk, name, whole.subarray(0, size));
      const { recovered, journal, time } = openRoom(torn, { liveBytes: () => 2 ** 40 });
      const good = states.findLast((state) => (state.sizes.get(name) ?? 0) <= size);
      const goodSize = Math.max(good?.sizes.get(name) ?? 0, size < HEADER_BYTES ? 0 : HEADER_BYTES);
      expectSame(recoveredTruth({ recovered }), good?.truth);
      const cut = size - goodSize;
      const kinds = recovered.damage.map(({ file, kind, offset, bytes }) => ({ file, kind, offset, bytes }));
      expect(kinds).toEqual(
        cut === 0 && size > 0 ? [] : [{ file: name, kind: 'torn-tail', offset: goodSize, bytes: cut }],
      );
      expect(recovered.sessions.some(({ doubtful }) => doubtful)).toBe(false);
      if (size % 16 > 0) continue;
      // What is cut is gone for good, and batches go on behind it.
      journal.append([{ kind: 'intent-done', id: 1 }], () => undefined);
      const again = openRoom(torn, { time }).recovered;
      expect(again.damage).toEqual([]);
      expectSame(recoveredTruth({ recovered: again }), good?.truth);
    }
  });

  it('of an earlier segment that the next one follows without a gap costs nothing', () => {
    const { disk, states } = played(3, 60, 1500);
    const [first] = segments(disk) as [string];
    const litter = Buffer.concat([disk.read(first), Buffer.from('half a batch')]);
    const room = openRoom(withFile(disk, first, litter), { liveBytes: () => 2 ** 40 });
    expect(room.recovered.damage).toMatchObject([{ file: first, kind: 'torn-tail', bytes: 12 }]);
    expect(recoveredTruth(room)).toEqual(states.at(-1)?.truth);
    expect(room.disk.read(first)).toEqual(disk.read(first));
  });
});

describe('a bit flipped anywhere', () => {
  it('is found, never throws, invents nothing, and casts doubt on whom it may have cost something', () => {
    const { disk, states } = played(11, 200, 1500);
    const names = segments(disk);
    expect(names.length).toBeGreaterThan(4);
    const last = states.at(-1)?.truth as (typeof states)[number]['truth'];
    const chance = seeded(12);
    const ever = everTrue(states.map(({ truth }) => truth));
    let doubts = 0;
    let sound = 0;
    for (let i = 0; i < 1000; i++) {
      const name = names[Math.floor(chance() * names.length)] as string;
      const bytes = disk.read(name);
      const at = Math.floor(chance() * bytes.length);
      bytes[at] = (bytes[at] as number) ^ (1 << Math.floor(chance() * 8));
      const room = openRoom(withFile(disk, name, bytes), { liveBytes: () => 2 ** 40 });
      const { sessions, damage } = room.recovered;
      const back = recoveredTruth(room);
      expect(damage).not.toEqual([]);
      if (damage.every(({ kind }) => kind === 'torn-tail')) {
        expect(name).toBe(names.at(-1));
        expect(states.some(({ truth }) => isDeepStrictEqual(truth, back))).toBe(true);
        continue;
      }
      expect(room.disk.aside.get(name)?.equals(bytes)).toBe(true);
      for (const [index, is] of back.sessions.entries()) {
        if (sessions[index]?.doubtful) doubts++;
        else sound++;
        const known = ever.get(is.id) as Ever;
        if (!sessions[index]?.doubtful) {
          expectSame(withoutArrived(is), withoutArrived(last.sessions.find(({ id }) => id === is.id)));
        }
        const held = [...is.queue, ...is.held, ...is.owed];
        expect(held.every(({ xml }) => known.stanzas.has(xml))).toBe(true);
        expect(known.inbound.has(is.sm?.inbound) && known.acked.has(is.sm?.acked)).toBe(true);
      }
    }
    expect(doubts).toBeGreaterThan(100);
    expect(sound).toBeGreaterThan(100);
  });
});

interface Ever {
  readonly stanzas: Set<string>;
  readonly inbound: Set<number | undefined>;
  readonly acked: Set<number | undefined>;
}

/** Everything that was ever true of each session. */
function everTrue(truths: readonly (typeof World.prototype.truth)[]): Map<string, Ever> {
  const ever = new Map<string, Ever>();
  for (const { id, sm, queue, held, owed } of truths.flatMap(({ sessions }) => sessions)) {
    const known = ever.get(id) ?? { stanzas: new Set(), inbound: new Set(), acked: new Set() };
    ever.set(id, known);
    for (const { xml } of [...queue, ...held, ...owed]) known.stanzas.add(xml);
    known.inbound.add(sm?.inbound);
    known.acked.add(sm?.acked);
  }
  return ever;
}

/** Whether another session acknowledged a stanza may be among what was lost of that session. */
const withoutArrived = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'arrived' ? undefined : inner)));

describe('a segment', () => {
  it('that is missing among others is reported, and whoever lived through it is doubtful', () => {
    const { disk } = played(11, 200, 1500);
    const without = disk.copy();
    without.remove(segments(disk)[2] as string);
    const { recovered } = openRoom(without, { liveBytes: () => 2 ** 40 });
    expect(recovered.damage).toMatchObject([{ kind: 'corrupt', detail: expect.stringContaining('missing') }]);
    expect(recovered.sessions.filter(({ doubtful }) => doubtful).length).toBeGreaterThan(0);
  });

  it('that is needed and missing before all others is reported, and nobody is brought back out of the middle', () => {
    const { disk, states } = played(11, 200, 1500);
    const without = disk.copy();
    const [first] = segments(disk) as [string];
    without.remove(first);
    const room = openRoom(without, { liveBytes: () => 2 ** 40 });
    expect(room.recovered.damage).toMatchObject([{ file: first, kind: 'corrupt' }]);
    const last = states.at(-1)?.truth.sessions ?? [];
    for (const session of recoveredTruth(room).sessions) {
      expect(withoutArrived(last)).toContainEqual(withoutArrived(session));
    }
  });

  it('of a later version is refused and nothing is touched', () => {
    const { disk } = played(3, 20, 100_000);
    const later = { version: 2, number: 9, at: 0, firstBatch: 1000, floor: 1, confirmed: 999 };
    disk.plant(
      segmentName(9),
      Buffer.concat([encodeHeader(later), Buffer.from('what a later version says')]),
    );
    const before = new Map(disk.list().map((name) => [name, disk.read(name)]));
    const error = caught(() => openRoom(disk));
    expect(error).toBeInstanceOf(JournalError);
    expect(error).toMatchObject({ code: 'newer-format', message: expect.stringContaining('later version') });
    expect(new Map(disk.list().map((name) => [name, disk.read(name)]))).toEqual(before);
  });

  it('that says it is of a later version in a damaged header is damaged, not later', () => {
    const { disk } = played(3, 20, 100_000);
    const [name] = segments(disk) as [string];
    const bytes = disk.read(name);
    bytes.writeUInt32LE(2, 16);
    const { recovered } = openRoom(withFile(disk, name, bytes));
    expect(recovered.damage).toMatchObject([{ kind: 'corrupt', offset: 0, bytes: 64 }]);
  });

  it('whose disk cannot be read is one sentence', () => {
    const disk = new MemoryDisk();
    disk.list = () => {
      throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
    };
    const error = caught(() => openRoom(disk));
    expect(error).toBeInstanceOf(JournalError);
    expect(error).toMatchObject({ code: 'unreadable', message: expect.stringContaining('EACCES') });
  });
});

function caught(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openRoom } from './testing/journal-room.js';
import { expectSame } from './testing/model.js';
import { DEEDS, recoveredTruth, type Step, World } from './testing/world.js';

const step: fc.Arbitrary<Step | 'restart' | 'restart with ghosts'> = fc.oneof(
  {
    weight: 30,
    arbitrary: fc.record({ what: fc.constantFrom(...DEEDS), a: fc.nat(999), b: fc.nat(999) }),
  },
  { weight: 1, arbitrary: fc.constantFrom('restart', 'restart with ghosts') },
);

describe('any legal story', () => {
  it('comes back as it truly was, whatever its batches, segments, snapshots, restarts and files that reappear', () => {
    let dropped = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 400, size: 'max' }), (steps) => {
        let room = openRoom(undefined, { segmentBytes: 700 });
        const world = new World(room.journal);
        world.open(1);
        for (const one of [...steps, 'restart with ghosts' as const]) {
          if (typeof one !== 'string') {
            world.play(one);
            continue;
          }
          world.flush();
          expect(world.safe).toBe(world.appended);
          const { removed } = room.disk;
          dropped += removed.size;
          if (one === 'restart with ghosts')
            for (const [name, bytes] of removed) room.disk.plant(name, bytes);
          room = openRoom(room.disk, { segmentBytes: 700, time: room.time });
          expect(room.recovered.damage).toEqual([]);
          expectSame(recoveredTruth(room), world.truth);
          expect(room.recovered.sessions.filter(({ doubtful }) => doubtful)).toEqual([]);
          world.restart(room);
        }
      }),
      { numRuns: 200 },
    );
    expect(dropped).toBeGreaterThan(0);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { type JournalPort, type JournalStatus, noJournal } from '#ports';
import { Directory } from './directory.js';
import { EventLog } from './event-log.js';
import { House } from './testing/house.js';

const full = 'ENOSPC: no space left on device';
let house: House;
afterEach(() => house.close());

/** A journal whose figures and strain are the test's choice. */
function journal(figures: Partial<JournalStatus>) {
  const listeners: ((strained: boolean) => void)[] = [];
  let reason: string | null = null;
  const port: JournalPort = {
    ...noJournal,
    onStrained: (listener) => listeners.push(listener),
    status: () => ({ ...noJournal.status(), durability: 'journal', ...figures, strainedReason: reason }),
  };
  const strain = (said: string | null) => {
    reason = said;
    for (const listener of listeners) listener(said !== null);
  };
  return { port, strain };
}

describe('the journal, for operators', () => {
  it('is among the figures, and absent where there is none', async () => {
    const { port } = journal({ bytes: 900, segments: 2, oldestAt: 5, longestAppendMicros: 1500, intents: 3 });
    house = await House.build({ journal: port });
    expect(house.get(Directory).overview().journal).toEqual({
      bytes: 900,
      segments: 2,
      oldestAt: 5,
      longestAppend: 1.5,
      intents: 3,
      fsync: false,
      strainedSince: null,
      strainedReason: null,
      quarantined: 0,
    });
    await house.close();
    house = await House.build();
    expect(house.get(Directory).overview().journal).toBeNull();
  });

  it('is an event when its disk fails, when it recovers, and when it was damaged', async () => {
    const { port, strain } = journal({});
    house = await House.build({ journal: port });
    const log = house.get(EventLog);
    strain(full);
    strain(null);
    const detail = 'Bytes that are no batch.';
    log.journalDamaged({ file: '1.segment', offset: 64, bytes: 9, kind: 'corrupt', detail });
    expect(log.recent(10).map(({ kind, user, reason, detail }) => [kind, user, reason, detail])).toEqual([
      ['journal-strained', null, 'begun', full],
      ['journal-strained', null, 'over', null],
      ['journal-damaged', null, 'corrupt', '1.segment at 64, 9 bytes: Bytes that are no batch.'],
    ]);
  });
});

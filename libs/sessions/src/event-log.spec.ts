import { expect, it } from 'vitest';
import type { EventView } from '#contracts';
import { type EventStore, noJournal } from '#ports';
import { EventLog } from './event-log.js';
import { SessionEvents } from './session-events.js';

const damage = { file: 'f', offset: 0, bytes: 1, kind: 'corrupt', detail: 'd' } as const;

async function logAfter(lastSeq: number, now: number) {
  const recorded: EventView[] = [];
  const store = { lastSeq: async () => lastSeq, record: (event: EventView) => recorded.push(event) };
  const log = new EventLog(
    new SessionEvents(),
    { now: () => now, monotonic: () => 0 },
    noJournal,
    store as unknown as EventStore,
  );
  await log.onModuleInit();
  return { log, recorded };
}

it('gives every event to the store, as it is told', async () => {
  const { log, recorded } = await logAfter(0, 1);
  const told: EventView[] = [];
  log.onEvent((event) => told.push(event));
  log.journalDamaged(damage);
  expect(recorded).toMatchObject([{ kind: 'journal-damaged' }]);
  expect(told).toEqual(recorded);
});

it('goes on above what was written, and above what was told and lost with the process', async () => {
  const written = await logAfter(1_000_000, 10);
  written.log.journalDamaged(damage);
  expect(written.recorded[0]?.seq).toBe(1_000_001);
  const lost = await logAfter(40, 1000);
  lost.log.journalDamaged(damage);
  lost.log.journalDamaged(damage);
  // Sixteen a millisecond are more than any process before can have told.
  expect(lost.recorded.map(({ seq }) => seq)).toEqual([16_001, 16_002]);
});

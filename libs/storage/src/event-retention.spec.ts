import { expect, it } from 'vitest';
import { EventRetention } from './event-retention.js';
import { event } from './testing/samples.js';
import { temporaryStorage } from './testing/temporary-storage.js';

it('forgets what is too old and what is too many, again and again, until it is stopped', async () => {
  const { events } = await temporaryStorage();
  let now = 1000;
  let next: (() => void) | undefined;
  let cancelled = 0;
  const retention = new EventRetention(
    events,
    { retention: 100, max: 3 },
    () => expect.unreachable(),
    () => now,
    (run) => {
      next = run;
      return () => cancelled++;
    },
  );
  const kept = async () => (await events.list({ limit: 10 })).items.map(({ seq }) => seq);
  for (const at of [899, 900, 901, 902, 903]) events.record(event(at));
  await events.flush();
  await retention.run();
  expect(await kept()).toEqual([903, 902, 901]);
  now = 1003;
  next?.();
  await expect.poll(kept).toEqual([903]);
  retention.stop();
  expect(cancelled).toBe(1);
});

it('tells of a round that failed, and goes on', async () => {
  const failures: unknown[] = [];
  const events = (await temporaryStorage()).events;
  events.prune = () => Promise.reject(new Error('disk on fire'));
  let planned = 0;
  const retention = new EventRetention(
    events,
    { retention: 1, max: 1 },
    (error) => failures.push(error),
    Date.now,
    () => {
      planned++;
      return () => undefined;
    },
  );
  await retention.run();
  expect([failures.length, planned]).toEqual([1, 1]);
  retention.stop();
  await retention.run();
  expect([failures.length, planned]).toEqual([1, 1]);
});

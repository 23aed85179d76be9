import { expect, it } from 'vitest';
import { openRoom } from './testing/journal-room.js';
import { MemoryDisk } from './testing/memory-disk.js';

it('each append is told of, with what the disk said where it did not take it', () => {
  const disk = new MemoryDisk();
  const told: [entries: number, bytes: number, failure: unknown][] = [];
  const { journal, time } = openRoom(disk, {
    onAppend: (_micros, entries, bytes, failure) => told.push([entries, bytes, failure]),
  });
  const entry = { kind: 'intent-done', id: journal.intentId() } as const;
  journal.append([entry, entry], () => undefined);
  disk.refuse = () => ({ code: 'EIO' });
  journal.append([entry], () => undefined);
  // It waits behind the one before: nothing new is known of the disk.
  journal.append([entry], () => undefined);
  disk.refuse = () => undefined;
  time.pass(2500);
  expect(told).toEqual([
    [2, expect.any(Number), undefined],
    [1, expect.any(Number), expect.objectContaining({ code: 'EIO' })],
    [1, expect.any(Number), undefined],
  ]);
  expect(told[0]?.[1]).toBeGreaterThan(told[1]?.[1] as number);
});

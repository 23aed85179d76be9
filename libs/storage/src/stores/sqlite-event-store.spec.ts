import { describe, expect, it } from 'vitest';
import type { EventView } from '#contracts';
import { event } from '../testing/samples.js';
import { openStorage, temporaryDir, temporaryStorage } from '../testing/temporary-storage.js';
import { listEvents } from './event-statements.js';
import { EVENT_BUFFER } from './sqlite-event-store.js';

const seqs = (page: { items: readonly EventView[] }) => page.items.map(({ seq }) => seq);

describe('SqliteEventStore', () => {
  it('keeps what was recorded over a restart, every part of it, and goes on from its number', async () => {
    const dir = await temporaryDir();
    const before = await openStorage(dir, { schedule: () => () => undefined });
    expect(await before.events.lastSeq()).toBe(0);
    const whole = event(7, {
      user: 'u@h',
      sessionId: 's',
      resource: 'r',
      reason: 'x',
      detail: 'd',
      traceId: 't',
    });
    before.events.record(whole);
    before.events.record(event(9));
    await before.close();
    const after = await openStorage(dir);
    expect(await after.events.lastSeq()).toBe(9);
    expect((await after.events.list({ limit: 5 })).items).toEqual([event(9), whole]);
  });

  it('writes in batches when its time has come, and lists what is not written yet', async () => {
    const due: (() => void)[] = [];
    const { events } = await temporaryStorage({
      schedule: (run) => {
        due.push(run);
        return () => undefined;
      },
    });
    for (let i = 1; i <= 2500; i++) events.record(event(i));
    expect(due).toHaveLength(1);
    expect(events.status()).toEqual({ waiting: 2500, dropped: 0 });
    due[0]?.();
    await events.flush();
    expect(events.status().waiting).toBe(0);
    expect(await events.lastSeq()).toBe(2500);
    events.record(event(2501));
    expect(seqs(await events.list({ limit: 2 }))).toEqual([2501, 2500]);
  });

  it('drops and counts what finds no room, and keeps what could not be written', async () => {
    const failures: unknown[] = [];
    const due: (() => void)[] = [];
    const { events, dataSource } = await temporaryStorage({
      schedule: (run) => {
        due.push(run);
        return () => undefined;
      },
      onError: (error) => failures.push(error),
    });
    await dataSource.query('ALTER TABLE event RENAME TO elsewhere');
    for (let i = 0; i < EVENT_BUFFER + 3; i++) events.record(event(i));
    expect(events.status()).toEqual({ waiting: EVENT_BUFFER, dropped: 3 });
    await expect(events.flush()).rejects.toThrow('no such table');
    due.at(-1)?.();
    await expect(events.flush()).rejects.toThrow('no such table');
    expect(failures).toHaveLength(1);
    await dataSource.query('ALTER TABLE elsewhere RENAME TO event');
    await events.flush();
    expect(events.status()).toEqual({ waiting: 0, dropped: 3 });
  });

  it('answers by session, user, reason, kinds and time, together', async () => {
    const { events } = await temporaryStorage();
    const made: EventView[] = [];
    for (let i = 1; i <= 60; i++) {
      const kind =
        (['session-opened', 'smacks-resumed', 'session-ended'] as const)[i % 3] ?? 'session-opened';
      const [user, sessionId] = [`u${i % 4}`, `s${i % 5}`];
      made.push(event(i, { at: 1000 + (i >> 1), kind, user, sessionId, reason: i % 2 ? 'odd' : 'even' }));
    }
    for (const one of made) events.record(one);
    const expected = (keep: (one: EventView) => boolean) =>
      made
        .filter(keep)
        .reverse()
        .map(({ seq }) => seq);
    const all = async (query: Partial<Parameters<typeof events.list>[0]>) =>
      seqs(await events.list({ limit: 100, ...query }));
    expect(await all({})).toEqual(expected(() => true));
    expect(await all({ session: 's2' })).toEqual(expected((e) => e.sessionId === 's2'));
    expect(await all({ user: 'u1', kinds: ['session-opened', 'session-ended'] })).toEqual(
      expected((e) => e.user === 'u1' && e.kind !== 'smacks-resumed'),
    );
    expect(await all({ kinds: ['session-opened', 'session-ended'] })).toEqual(
      expected((e) => e.kind !== 'smacks-resumed'),
    );
    expect(await all({ session: 's1', user: 'u1', reason: 'odd' })).toEqual(
      expected((e) => e.sessionId === 's1' && e.user === 'u1' && e.reason === 'odd'),
    );
    expect(await all({ reason: 'even', from: 1010, to: 1012 })).toEqual(
      expected((e) => e.reason === 'even' && e.at >= 1010 && e.at <= 1012),
    );
    expect(await all({ kinds: ['journal-damaged'] })).toEqual([]);
  });

  it('pages through equal times without a gap or a repetition', async () => {
    const { events } = await temporaryStorage();
    for (let i = 1; i <= 9; i++) events.record(event(i, { at: 5 }));
    const seen: number[] = [];
    let after: string | undefined;
    do {
      const page = await events.list({ limit: 4, after, kinds: ['session-opened', 'session-ended'] });
      seen.push(...seqs(page));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(seen).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
    await expect(events.list({ limit: 1, after: 'WyJhIl0' })).rejects.toThrow(RangeError);
  });

  it('forgets by age and by number, more than one slice of each', async () => {
    const { events } = await temporaryStorage();
    for (let i = 1; i <= 3500; i++) events.record(event(i, { at: i }));
    await events.flush();
    expect(await events.prune(1201, 10_000)).toBe(1200);
    expect(await events.prune(0, 1000)).toBe(1300);
    const { items } = await events.list({ limit: 2000 });
    expect([items.length, items.at(-1)?.seq]).toEqual([1000, 2501]);
  });

  it.each([
    ['all', {}, 'event_at (', 0],
    ['of a time', { from: 1, to: 2 }, 'event_at (', 0],
    [
      'of a session',
      { session: 's', user: 'u', kinds: ['session-opened' as const] },
      'event_session_id_at (',
      0,
    ],
    ['of a user', { user: 'u', reason: 'r' }, 'event_bare_jid_at (', 0],
    ['of a reason', { reason: 'r', kinds: ['session-opened' as const] }, 'event_reason_at (', 0],
    ['of two kinds', { kinds: ['session-opened', 'session-ended'] as const }, 'event_kind_at (', 2],
  ])('searches %s by an index that is the order too', async (_name, selection, index, sorts) => {
    const { dataSource } = await temporaryStorage();
    const { sql, parameters } = listEvents(selection, { at: 1, seq: 1 }, 10);
    const plan = await dataSource.query(`EXPLAIN QUERY PLAN ${sql}`, [...parameters]);
    const text = plan.map((step: { detail: string }) => step.detail).join('\n');
    expect(text).toContain(index);
    expect(text).not.toContain('SCAN event');
    // Only the few newest of each kind are put in order, never all of a kind.
    expect(text.match(/TEMP B-TREE/g)?.length ?? 0).toBe(sorts);
  });
});

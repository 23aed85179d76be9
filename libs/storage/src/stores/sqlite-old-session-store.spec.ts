import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OldSessionListQuery, oldSessionListing, type Place } from '#contracts';
import { oldSession, unlimited } from '../testing/samples.js';
import { openStorage, temporaryDir, temporaryStorage } from '../testing/temporary-storage.js';

const romeo = 'romeo@localhost';
const ids = (page: { items: { sessionId: string }[] }) => page.items.map((item) => item.sessionId);

function conditions(texts: readonly string[]): OldSessionListQuery['filter'] {
  const parsed = oldSessionListing.parse(texts);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return parsed.conditions;
}

const newest = (limit: number, ...texts: string[]): OldSessionListQuery => ({
  filter: conditions(texts),
  sort: '-endedAt',
  limit,
});

describe('SqliteOldSessionStore', () => {
  it('answers an h over a restart, up to 2^32-1 (XEP-0198 §5)', async () => {
    const dir = await temporaryDir();
    const before = await openStorage(dir);
    const row = oldSession('a', { h: 2 ** 32 - 1, endedAt: 1_795_305_600_123, reason: 'evicted' });
    await before.oldSessions.remember([row], unlimited);
    await before.close();
    const after = await openStorage(dir);
    expect(await after.oldSessions.find('hash-a')).toEqual(row);
    expect(await after.oldSessions.find('hash-b')).toBeUndefined();
  });

  it('keeps the later h when a session is stored twice', async () => {
    const { oldSessions } = await temporaryStorage();
    await oldSessions.remember([oldSession('a', { h: 1 })], unlimited);
    await oldSessions.remember([oldSession('a', { h: 2, endedAt: 2000, reason: 'killed' })], unlimited);
    expect(await oldSessions.find('hash-a')).toMatchObject({ h: 2, endedAt: 2000, reason: 'killed' });
    expect(await oldSessions.countByUser(romeo)).toBe(1);
  });

  it('forgets each touched user’s oldest beyond that user’s own number', async () => {
    const { oldSessions } = await temporaryStorage();
    const of = (user: string, n: number) =>
      Array.from({ length: n }, (_, i) => oldSession(`${user}${i}`, { bareJid: user, endedAt: 1000 + i }));
    await oldSessions.remember(of('untouched', 5), unlimited);
    const keep = (user: string) => ({ two: 2, none: 0, all: null, untouched: 1 })[user] ?? null;
    await oldSessions.remember([...of('two', 4), ...of('none', 2), ...of('all', 3)], keep);

    expect(ids(await oldSessions.list(newest(10, 'user=two')))).toEqual(['session-two3', 'session-two2']);
    expect(await oldSessions.countByUser('none')).toBe(0);
    expect(await oldSessions.countByUser('all')).toBe(3);
    expect(await oldSessions.countByUser('untouched')).toBe(5);
  });

  it('counts the one stored last as the newest when two ended in the same millisecond', async () => {
    const { oldSessions } = await temporaryStorage();
    await oldSessions.remember([oldSession('a'), oldSession('b')], () => 1);
    expect(ids(await oldSessions.list(newest(10)))).toEqual(['session-b']);
  });

  it('trims when a limit is lowered', async () => {
    const { oldSessions } = await temporaryStorage();
    await oldSessions.remember(
      [1, 2, 3].map((i) => oldSession(`${i}`, { endedAt: i })),
      unlimited,
    );
    expect(await oldSessions.trim(romeo, null)).toBe(0);
    expect(await oldSessions.trim(romeo, 1)).toBe(2);
    expect(ids(await oldSessions.list(newest(10)))).toEqual(['session-3']);
  });

  it('forgets by session, by user and by age', async () => {
    const { oldSessions } = await temporaryStorage();
    await oldSessions.remember(
      [
        oldSession('a', { endedAt: 10 }),
        oldSession('b', { endedAt: 20 }),
        oldSession('c', { endedAt: 30 }),
        oldSession('d', { endedAt: 40, bareJid: 'juliet@localhost' }),
      ],
      unlimited,
    );
    expect(await oldSessions.forget('session-c')).toBe(true);
    expect(await oldSessions.forget('session-c')).toBe(false);
    expect(await oldSessions.purge(20)).toBe(1);
    expect(ids(await oldSessions.list(newest(10)))).toEqual(['session-d', 'session-b']);
    expect(await oldSessions.forgetUser(romeo)).toBe(1);
    expect(await oldSessions.forgetUser(romeo)).toBe(0);
    expect(ids(await oldSessions.list(newest(10)))).toEqual(['session-d']);
  });

  it('pages what passes a filter, in the order of a sort and then of the end, through equal times', async () => {
    const { oldSessions } = await temporaryStorage({ now: () => 1_000 });
    const reasons = ['expired', 'evicted', 'killed'] as const;
    const rows = Array.from({ length: 60 }, (_, i) =>
      oldSession(`${i}`, {
        endedAt: 100 + ((i * 7) % 9),
        bareJid: `user${(i * 5) % 4}@localhost`,
        resource: i % 2 ? 'Phone' : 'desk',
        h: i,
        reason: reasons[i % 3] as 'expired',
      }),
    );
    await oldSessions.remember(rows, unlimited);
    const views = rows.map(({ sessionId, bareJid, ...row }) => ({ ...row, id: sessionId, user: bareJid }));
    const filters = fc.subarray([
      'user=user1@localhost',
      'user!=user2@localhost',
      'user~R3',
      'resource~PHO',
      'resource!~pho',
      'h>=7',
      'h<50',
      'endedAt>=102',
      'endedAt<-893ms',
      'reason=killed',
      'reason!=evicted',
      'id~session-1',
    ]);
    await fc.assert(
      fc.asyncProperty(
        filters,
        fc.constantFrom(...oldSessionListing.sorts),
        fc.integer({ min: 1, max: 30 }),
        async (texts, sort, limit) => {
          const filter = conditions(texts);
          const passes = oldSessionListing.matches(filter);
          const { compare, place } = oldSessionListing.order(sort);
          const wanted = views
            .map((view, seq) => ({ view, seq }))
            .filter(({ view }) => passes(view, 1_000))
            .sort((a, b) => {
              const [x, y] = [a, b].map((row) => ({ key: place(row.view).key, id: '' })) as [Place, Place];
              const forwards = sort.startsWith('-') ? -1 : 1;
              return compare(x, y) || forwards * (a.view.endedAt - b.view.endedAt || a.seq - b.seq);
            });
          const seen: string[] = [];
          for (let after: string | null | undefined; after !== null; ) {
            const page = await oldSessions.list({ filter, sort, limit, after });
            expect(page.total).toBe(wanted.length);
            seen.push(...ids(page));
            after = page.next;
          }
          expect(seen).toEqual(wanted.map(({ view }) => view.id));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('refuses the cursor of another list', async () => {
    const { oldSessions } = await temporaryStorage();
    await oldSessions.remember([oldSession('a'), oldSession('b')], unlimited);
    const { next } = await oldSessions.list(newest(1));
    const after = next as string;
    expect(ids(await oldSessions.list({ ...newest(1), after }))).toEqual(['session-a']);
    for (const other of [
      { ...newest(1, 'h>0'), after },
      { ...newest(1), sort: 'endedAt' as const, after },
      { ...newest(1), after: 'WyJhIl0' },
    ])
      await expect(oldSessions.list(other)).rejects.toThrow(RangeError);
  });

  it('stores and trims twenty thousand that end at once, as one transaction', async () => {
    const { oldSessions } = await temporaryStorage();
    const wave = (n: number) =>
      Array.from({ length: 20_000 }, (_, i) =>
        oldSession(`${n}-${i}`, { bareJid: `user${i % 5000}@localhost`, endedAt: n * 10_000 + (i >> 2) }),
      );
    await oldSessions.remember(wave(1), () => 5);
    await oldSessions.remember(wave(2), () => 5);
    expect(await oldSessions.count()).toBe(25_000);
    const kept = await oldSessions.list(newest(10, 'user=user17@localhost'));
    expect(kept.items.filter((item) => item.sessionId.startsWith('session-2-'))).toHaveLength(4);

    const broken = oldSession('null', { resource: null as unknown as string });
    await expect(oldSessions.remember([...wave(3), broken], unlimited)).rejects.toThrow('NOT NULL');
    expect(await oldSessions.count()).toBe(25_000);
  });
});

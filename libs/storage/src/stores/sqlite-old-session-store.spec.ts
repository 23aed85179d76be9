import { describe, expect, it } from 'vitest';
import { oldSession, unlimited } from '../testing/samples.js';
import { openStorage, temporaryDir, temporaryStorage } from '../testing/temporary-storage.js';

const romeo = 'romeo@localhost';
const ids = (page: { items: { sessionId: string }[] }) => page.items.map((item) => item.sessionId);

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

    expect(ids(await oldSessions.list({ bareJid: 'two', limit: 10 }))).toEqual([
      'session-two3',
      'session-two2',
    ]);
    expect(await oldSessions.countByUser('none')).toBe(0);
    expect(await oldSessions.countByUser('all')).toBe(3);
    expect(await oldSessions.countByUser('untouched')).toBe(5);
  });

  it('counts the one stored last as the newest when two ended in the same millisecond', async () => {
    const { oldSessions } = await temporaryStorage();
    await oldSessions.remember([oldSession('a'), oldSession('b')], () => 1);
    expect(ids(await oldSessions.list({ limit: 10 }))).toEqual(['session-b']);
  });

  it('trims when a limit is lowered', async () => {
    const { oldSessions } = await temporaryStorage();
    await oldSessions.remember(
      [1, 2, 3].map((i) => oldSession(`${i}`, { endedAt: i })),
      unlimited,
    );
    expect(await oldSessions.trim(romeo, null)).toBe(0);
    expect(await oldSessions.trim(romeo, 1)).toBe(2);
    expect(ids(await oldSessions.list({ limit: 10 }))).toEqual(['session-3']);
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
    expect(ids(await oldSessions.list({ limit: 10 }))).toEqual(['session-d', 'session-b']);
    expect(await oldSessions.forgetUser(romeo)).toBe(1);
    expect(await oldSessions.forgetUser(romeo)).toBe(0);
    expect(ids(await oldSessions.list({ limit: 10 }))).toEqual(['session-d']);
  });

  it('pages newest first, of all and of one user, through equal times', async () => {
    const { oldSessions } = await temporaryStorage();
    const all = Array.from({ length: 7 }, (_, i) =>
      oldSession(`${i}`, { endedAt: 100 + (i >> 1), bareJid: i % 2 ? 'odd' : 'even' }),
    );
    await oldSessions.remember(all, unlimited);
    const collect = async (query: { bareJid?: string }, total: number) => {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await oldSessions.list({ ...query, limit: 2, ...(after ? { after } : {}) });
        expect(page.total).toBe(total);
        seen.push(...ids(page));
        after = page.next ?? undefined;
      } while (after);
      return seen.map((id) => Number(id.slice('session-'.length)));
    };
    expect(await collect({}, 7)).toEqual([6, 5, 4, 3, 2, 1, 0]);
    expect(await collect({ bareJid: 'odd' }, 3)).toEqual([5, 3, 1]);
    await expect(oldSessions.list({ limit: 1, after: 'WyJhIl0' })).rejects.toThrow(RangeError);
  });

  it('stores and trims twenty thousand that end at once, as one transaction', async () => {
    const { oldSessions } = await temporaryStorage();
    const wave = (n: number) =>
      Array.from({ length: 20_000 }, (_, i) =>
        oldSession(`${n}-${i}`, { bareJid: `user${i % 5000}@localhost`, endedAt: n * 10_000 + (i >> 2) }),
      );
    await oldSessions.remember(wave(1), () => 5);
    await oldSessions.remember(wave(2), () => 5);
    expect((await oldSessions.list({ limit: 1 })).total).toBe(25_000);
    const kept = await oldSessions.list({ bareJid: 'user17@localhost', limit: 10 });
    expect(kept.items.filter((item) => item.sessionId.startsWith('session-2-'))).toHaveLength(4);

    const broken = oldSession('null', { resource: null as unknown as string });
    await expect(oldSessions.remember([...wave(3), broken], unlimited)).rejects.toThrow('NOT NULL');
    expect((await oldSessions.list({ limit: 1 })).total).toBe(25_000);
  });
});

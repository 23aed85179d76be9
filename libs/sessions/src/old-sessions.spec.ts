import { afterEach, describe, expect, it } from 'vitest';
import type { OldSession } from '#ports';
import { OldSessions } from './old-sessions.js';
import { EPOCH } from './testing/fake-clock.js';
import { House } from './testing/house.js';
import { MemoryOldSessions } from './testing/memory-old-sessions.js';

let house: House;
afterEach(() => house.close());

const row = (n: number, other: Partial<OldSession> = {}): OldSession => ({
  smIdHash: `hash${n}`,
  sessionId: `s${n}`,
  bareJid: 'romeo@localhost',
  resource: 'balcony',
  h: n,
  endedAt: EPOCH,
  reason: 'expired',
  ...other,
});

/** Resolves when the row is committed. */
const remember = (old: OldSessions, ended: OldSession) =>
  new Promise<void>((settled) => old.remember(ended, settled));

const round = () => new Promise((resolve) => setImmediate(resolve));

describe('old sessions', () => {
  it('are written in one batch a turn, however many end together', async () => {
    house = await House.build();
    const old = house.get(OldSessions);
    await Promise.all([remember(old, row(1)), remember(old, row(2)), remember(old, row(3))]);
    expect(house.oldSessions.batches).toEqual([3]);
    await remember(old, row(4));
    expect(house.oldSessions.batches).toEqual([3, 1]);
  });

  it('begin a new batch while one is being written', async () => {
    house = await House.build();
    const old = house.get(OldSessions);
    let open = (): void => undefined;
    house.oldSessions.gate = new Promise((resolve) => {
      open = resolve;
    });
    const first = remember(old, row(1));
    await round();
    const second = remember(old, row(2));
    await round();
    open();
    await Promise.all([first, second]);
    expect(house.oldSessions.batches).toEqual([1, 1]);
    expect(house.oldSessions.rows).toHaveLength(2);
  });

  it('that end while one is being written go together, over however many turns they come', async () => {
    house = await House.build();
    const old = house.get(OldSessions);
    let open = (): void => undefined;
    house.oldSessions.gate = new Promise((resolve) => {
      open = resolve;
    });
    const all = [remember(old, row(1))];
    for (let n = 2; n <= 4; n++) {
      await round();
      all.push(remember(old, row(n)));
    }
    await round();
    open();
    await Promise.all(all);
    expect(house.oldSessions.batches).toEqual([1, 3]);
  });

  it('stay as many per user as the limit in force allows, the oldest forgotten first', async () => {
    house = await House.build({ env: { SMACKS_MAX_OLD_SESSIONS: '2' } });
    const old = house.get(OldSessions);
    for (let n = 1; n <= 3; n++) await remember(old, row(n));
    await remember(old, row(4, { bareJid: 'juliet@localhost' }));

    expect(house.oldSessions.rows.map(({ h }) => h)).toEqual([2, 3, 4]);
    expect(await old.countOf('romeo@localhost')).toBe(2);
  });

  it('are counted, and a count that fails harms nobody', async () => {
    house = await House.build();
    const old = house.get(OldSessions);
    await Promise.all([remember(old, row(1)), remember(old, row(2))]);
    await round();
    expect(old.count).toBe(2);
    house.oldSessions.count = () => Promise.reject(new Error('disk I/O error'));
    await remember(old, row(3));
    await round();
    expect(house.oldSessions.rows).toHaveLength(3);
    expect(house.logger.at('error')).toEqual(['old sessions could not be counted: Error: disk I/O error']);
  });

  it('are purged at start and every ten minutes once they are too old', async () => {
    const kept = new MemoryOldSessions();
    kept.rows = [row(1, { endedAt: EPOCH - 60_001 }), row(2, { endedAt: EPOCH - 60_000 })];
    house = await House.build({ env: { SMACKS_OLD_SESSION_TTL: '60' }, oldSessions: kept });
    expect(kept.rows.map(({ h }) => h)).toEqual([2]);

    house.pass(600_000);
    await round();
    expect(kept.rows).toEqual([]);
    await remember(house.get(OldSessions), row(3));
    house.clock.advance(60_001);
    house.pass(600_000);
    await round();
    expect(kept.rows).toEqual([]);
  });

  it('survive a restart: a late <resume/> still learns the h', async () => {
    const kept = new MemoryOldSessions();
    house = await House.build({ oldSessions: kept });
    const { session, smId } = house.bindResumable('balcony');
    session.sm?.inbound.receive();
    house.cut(session);
    house.pass(300_000);
    await house.ended(session);
    await house.close();

    house = await House.build({ oldSessions: kept });
    expect((await house.resume(smId, '0')).answer).toContain("h='1'");
  });
});

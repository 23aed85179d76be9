import { describe, expect, it } from 'vitest';
import type { OfflineStanza } from '#ports';
import { keys } from '../testing/samples.js';
import { openStorage, temporaryDir, temporaryStorage } from '../testing/temporary-storage.js';

const romeo = 'romeo@localhost';
const juliet = 'juliet@localhost';

const stanza = (id: string, other: Partial<OfflineStanza> = {}): OfflineStanza => ({
  bareJid: romeo,
  xml: `<message id='${id}'><body>O’ Romeo — “${id}”</body></message>`,
  kind: 'message',
  type: 'chat',
  from: 'juliet@localhost/balcony',
  at: 1000,
  intent: 0,
  ...other,
});

async function storage(dir?: string) {
  const opened = dir === undefined ? await temporaryStorage() : await openStorage(dir);
  await opened.accounts.add([romeo, juliet].map((bareJid) => ({ bareJid, keys: keys('k') })));
  return opened;
}

/** Everything the user has, taken. */
async function all(store: Awaited<ReturnType<typeof storage>>['offline'], bareJid = romeo) {
  const taken: OfflineStanza[] = [];
  await store.take(bareJid, async (stanzas) => {
    for (const stored of stanzas) {
      const { seq: _, ...stanza } = stored;
      taken.push(stanza);
    }
    return stanzas.length;
  });
  return taken;
}

describe('SqliteOfflineStore', () => {
  it('keeps stanzas over a restart, and hands them out once, in order, as they came', async () => {
    const dir = await temporaryDir();
    const before = await storage(dir);
    const kept = [stanza('1'), stanza('2', { kind: 'presence', type: 'subscribe' }), stanza('3', { at: 5 })];
    expect(await before.offline.append(kept.slice(0, 2), 100)).toEqual([]);
    expect(await before.offline.append(kept.slice(2), 100)).toEqual([]);
    await before.close();
    const { offline } = await openStorage(dir);
    expect(await offline.count(romeo)).toBe(3);
    expect(await all(offline)).toEqual(kept);
    expect(await all(offline)).toEqual([]);
  });

  it('keeps the first that fit of each user, and answers the rest', async () => {
    const { offline } = await storage();
    await offline.append([stanza('0')], 3);
    const batch = [
      stanza('1'),
      stanza('a', { bareJid: juliet }),
      stanza('2'),
      stanza('3'),
      stanza('b', { bareJid: juliet }),
      stanza('4'),
    ];
    expect(await offline.append(batch, 3)).toEqual([stanza('3'), stanza('4')]);
    expect((await all(offline)).map(({ xml }) => xml)).toEqual(['0', '1', '2'].map((id) => stanza(id).xml));
    expect(await offline.count(juliet)).toBe(2);
  });

  it('without a limit keeps all; with 0 nothing', async () => {
    const { offline } = await storage();
    const many = Array.from({ length: 500 }, (_, i) => stanza(`${i}`));
    expect(await offline.append(many, null)).toEqual([]);
    expect(await all(offline)).toEqual(many);
    expect(await offline.append([stanza('1')], 0)).toEqual([stanza('1')]);
    expect(await offline.append([], 1)).toEqual([]);
  });

  it('keeps nothing for who has no account, and forgets with the account', async () => {
    const { offline, accounts } = await storage();
    const stranger = stanza('1', { bareJid: 'tybalt@localhost' });
    expect(await offline.append([stranger, stanza('2')], 100)).toEqual([stranger]);
    await accounts.remove(romeo);
    expect(await offline.count(romeo)).toBe(0);
    expect(await offline.append([stanza('3')], 100)).toEqual([stanza('3')]);
  });

  it('keeps what was not taken', async () => {
    const { offline } = await storage();
    await offline.append(
      ['1', '2', '3'].map((id) => stanza(id)),
      100,
    );
    expect(await offline.take(romeo, async () => 2)).toBe(2);
    expect(await offline.take(romeo, async () => 0)).toBe(0);
    expect(await all(offline)).toEqual([stanza('3')]);
  });

  it('does not call where there is nothing', async () => {
    const { offline } = await storage();
    await offline.append([stanza('1')], 100);
    let calls = 0;
    expect(await offline.take(juliet, async () => ++calls)).toBe(0);
    expect(calls).toBe(0);
  });

  it('gives two logins at once everything between them, nothing twice; what comes meanwhile waits its turn', async () => {
    const { offline } = await storage();
    await offline.append([stanza('1'), stanza('2')], 100);
    const seen: string[][] = [];
    const hand = async (stanzas: readonly OfflineStanza[]) => seen.push(stanzas.map(({ xml }) => xml)) && 2;
    const [first, , second] = await Promise.all([
      offline.take(romeo, hand),
      offline.append([stanza('3')], 100),
      offline.take(romeo, hand),
    ]);
    expect(seen).toEqual([[stanza('1').xml, stanza('2').xml], [stanza('3').xml]]);
    expect([first, second]).toEqual([2, 0]);
  });

  it('knows what was written for an intent of the journal, and forgets up to where it is told', async () => {
    const { offline } = await storage();
    await offline.append([stanza('1', { intent: 7 }), stanza('2', { intent: 8 }), stanza('3')], 100);
    expect([...(await offline.written([6, 7, 8, 9]))]).toEqual([7, 8]);
    const seqs: number[] = [];
    await offline.take(romeo, async (stanzas) => seqs.push(...stanzas.map(({ seq }) => seq)) && 0);
    await offline.forget(romeo, seqs[1] as number);
    await offline.forget(romeo, seqs[1] as number);
    expect((await all(offline)).map(({ xml }) => xml)).toEqual([stanza('3').xml]);
    expect([...(await offline.written([7, 8]))]).toEqual([]);
  });

  it('takes no stanza of an intent twice', async () => {
    const { offline } = await storage();
    await offline.append([stanza('1', { intent: 7 })], 100);
    await expect(offline.append([stanza('1', { intent: 7 })], 100)).rejects.toThrow(/UNIQUE/);
    expect(await offline.count(romeo)).toBe(1);
  });
});

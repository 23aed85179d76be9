import { describe, expect, it } from 'vitest';
import { temporaryStorage } from '../testing/temporary-storage.js';

const line = (at: number) => ({
  at,
  actor: 'admin',
  via: 'password' as const,
  address: '192.0.2.1',
  action: 'session-kill',
  target: `session-${at}`,
  detail: 'too loud',
  before: 'connected',
  after: 'ended',
  result: 'done',
});

describe('the audit log', () => {
  it('is in order of entry and paged newest first', async () => {
    const { operators } = await temporaryStorage();
    const ids = await Promise.all([1, 2, 3, 4, 5].map((at) => operators.audit(line(at))));
    const first = await operators.auditLog({ limit: 2 });
    expect(first.items).toEqual([
      { id: ids[4], ...line(5) },
      { id: ids[3], ...line(4) },
    ]);
    await operators.audit(line(6));
    const second = await operators.auditLog({ limit: 3, after: first.next! });
    expect(second.items.map(({ at }) => at)).toEqual([3, 2, 1]);
    expect(second.next).toBeNull();
    await expect(operators.auditLog({ limit: 1, after: 'x' })).rejects.toThrow(RangeError);
  });

  it('finds by every filter alone and by all together', async () => {
    const { operators } = await temporaryStorage();
    await operators.audit(line(1));
    await operators.audit({ ...line(2), actor: 'romeo', result: 'done, ended 2' });
    await operators.audit({ ...line(3), action: 'limit-set', target: '100%', result: 'failed' });
    const found = async (filter: object) =>
      (await operators.auditLog({ limit: 9, ...filter })).items.map(({ at }) => at);
    expect(await found({ actor: 'romeo' })).toEqual([2]);
    expect(await found({ action: 'limit-set' })).toEqual([3]);
    expect(await found({ target: 'session' })).toEqual([2, 1]);
    expect(await found({ target: '%' })).toEqual([3]);
    expect(await found({ result: 'done' })).toEqual([2, 1]);
    expect(await found({ result: 'ended' })).toEqual([]);
    expect(await found({ from: 2, to: 3 })).toEqual([2]);
    expect(await found({ actor: 'admin', action: 'session-kill', target: '1', result: 'done' })).toEqual([1]);
  });

  it('has nothing where nothing was told', async () => {
    const { operators } = await temporaryStorage();
    await operators.audit({ at: 1, actor: 'cli', action: 'a', target: 't', detail: '', result: 'done' });
    const { items } = await operators.auditLog({ limit: 1 });
    expect(items).toMatchObject([{ via: null, address: null, before: null, after: null }]);
  });
});

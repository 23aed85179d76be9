import { describe, expect, it } from 'vitest';
import { openStorage, temporaryDir, temporaryStorage } from '../testing/temporary-storage.js';

const entry = (at: number) => ({
  at,
  actor: 'admin',
  action: 'session.kill',
  target: `session-${at}`,
  detail: 'too loud',
  result: 'done',
});

describe('SqliteOperatorStore', () => {
  it('saves and replaces operators, over a restart', async () => {
    const dir = await temporaryDir();
    const before = await openStorage(dir);
    expect(await before.operators.count()).toBe(0);
    await before.operators.save({ username: 'admin', passwordHash: 'old', role: 'viewer' });
    await before.operators.save({ username: 'admin', passwordHash: 'new', role: 'admin' });
    await before.close();
    const { operators } = await openStorage(dir);
    expect(await operators.count()).toBe(1);
    expect(await operators.find('admin')).toEqual({ username: 'admin', passwordHash: 'new', role: 'admin' });
    expect(await operators.find('nobody')).toBeUndefined();
  });

  it('keeps the audit log in order of entry and pages it newest first', async () => {
    const { operators } = await temporaryStorage();
    await Promise.all([1, 2, 3, 4, 5].map((at) => operators.audit(entry(at))));
    const first = await operators.auditLog({ limit: 2 });
    expect(first.items).toEqual([entry(5), entry(4)]);
    await operators.audit(entry(6));
    const second = await operators.auditLog({ limit: 3, after: first.next! });
    expect(second).toEqual({ items: [entry(3), entry(2), entry(1)], next: null });
    await expect(operators.auditLog({ limit: 1, after: 'x' })).rejects.toThrow(RangeError);
  });
});

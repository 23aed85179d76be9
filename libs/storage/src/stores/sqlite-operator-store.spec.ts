import { describe, expect, it } from 'vitest';
import { openStorage, temporaryDir, temporaryStorage } from '../testing/temporary-storage.js';

const admin = { username: 'admin', passwordHash: 'hash', role: 'admin', createdAt: 5 } as const;
const factor = { secret: 'JBSWY3DPEHPK3PXP', confirmed: true, lastStep: 7, recoveryHashes: ['a', 'b'] };

describe('SqliteOperatorStore', () => {
  it('keeps operators over a restart, each name once', async () => {
    const dir = await temporaryDir();
    const before = await openStorage(dir);
    expect(await before.operators.count()).toBe(0);
    expect(await before.operators.add({ ...admin, rights: ['peek'] })).toBe(true);
    expect(await before.operators.add({ ...admin, passwordHash: 'other' })).toBe(false);
    await before.close();
    const { operators } = await openStorage(dir);
    expect(await operators.list()).toEqual([
      { ...admin, rights: ['peek'], disabled: false, lastSignInAt: null, secondFactor: null },
    ]);
    expect(await operators.find('nobody')).toBeUndefined();
  });

  it('changes what is named and leaves the rest', async () => {
    const { operators } = await temporaryStorage();
    await operators.add(admin);
    await operators.add({ ...admin, username: 'romeo', role: 'viewer' });
    expect(await operators.change('romeo', { role: 'operator' })).toBe('done');
    expect(await operators.change('romeo', { rights: ['peek'] })).toBe('done');
    expect(await operators.change('romeo', { disabled: true })).toBe('done');
    expect(await operators.setPassword('romeo', 'new')).toBe(true);
    await operators.recordSignIn('romeo', 9);
    expect(await operators.find('romeo')).toMatchObject({
      role: 'operator',
      rights: ['peek'],
      disabled: true,
      passwordHash: 'new',
      lastSignInAt: 9,
    });
    expect(await operators.change('nobody', { role: 'viewer' })).toBe('not-found');
    expect(await operators.setPassword('nobody', 'new')).toBe(false);
    expect(await operators.remove('nobody')).toBe('not-found');
  });

  it('keeps the last enabled administrator, whoever else is there and however it is tried at once', async () => {
    const { operators } = await temporaryStorage();
    await operators.add(admin);
    await operators.add({ ...admin, username: 'second' });
    await operators.add({ ...admin, username: 'viewer', role: 'viewer' });
    const both = await Promise.all([
      operators.remove('admin'),
      operators.change('second', { role: 'viewer' }),
    ]);
    expect(both).toEqual(['done', 'last-admin']);
    expect(await operators.change('second', { disabled: true })).toBe('last-admin');
    expect(await operators.change('second', { rights: ['peek'] })).toBe('done');
    expect(await operators.remove('viewer')).toBe('done');
    await operators.add({ ...admin, username: 'third' });
    expect(await operators.change('third', { disabled: true })).toBe('done');
    expect(await operators.remove('second')).toBe('last-admin');
    expect(await operators.remove('third')).toBe('done');
  });

  it('takes each time step and each recovery code once', async () => {
    const { operators } = await temporaryStorage();
    await operators.add(admin);
    await operators.setSecondFactor('admin', factor);
    expect(await Promise.all([operators.useStep('admin', 8), operators.useStep('admin', 8)])).toEqual([
      true,
      false,
    ]);
    expect(await operators.useStep('admin', 7)).toBe(false);
    const codes = ['a', 'a', 'c'].map((hash) => operators.useRecoveryCode('admin', hash));
    expect(await Promise.all(codes)).toEqual([true, false, false]);
    expect((await operators.find('admin'))?.secondFactor).toEqual({
      ...factor,
      lastStep: 8,
      recoveryHashes: ['b'],
    });
    await operators.setSecondFactor('admin', null);
    expect((await operators.find('admin'))?.secondFactor).toBeNull();
  });
});

import { expect, it } from 'vitest';
import { verifyPassword } from './access/password-hash.js';
import { ensureFirstOperator } from './bootstrap.js';
import { MemoryOperators } from './testing/memory-operators.js';

it('makes admin with a password that is told once', async () => {
  const store = new MemoryOperators();
  const { generated = '' } = await ensureFirstOperator(store);
  expect(generated).toMatch(/^[2-9A-HJ-NP-Za-km-z]{20}$/);
  const admin = await store.find('admin');
  expect(admin?.role).toBe('admin');
  expect(await verifyPassword(generated, admin?.passwordHash ?? '')).toBe(true);
  expect(await ensureFirstOperator(new MemoryOperators())).not.toEqual({ generated });
});

it('takes the configured password and keeps it to itself', async () => {
  const store = new MemoryOperators();
  expect(await ensureFirstOperator(store, { password: 'configured' })).toEqual({});
  expect(await verifyPassword('configured', (await store.find('admin'))?.passwordHash ?? '')).toBe(true);
});

it('changes nothing once there is an operator', async () => {
  const store = new MemoryOperators();
  await store.add({ createdAt: 1, username: 'someone', passwordHash: 'x', role: 'viewer' });
  expect(await ensureFirstOperator(store, { password: 'configured' })).toEqual({});
  expect(store.operators.size).toBe(1);
});

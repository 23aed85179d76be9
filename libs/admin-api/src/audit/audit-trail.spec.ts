import { Logger } from '@nestjs/common';
import { expect, it, vi } from 'vitest';
import { FakeClock } from '../testing/fake-clock.js';
import { MemoryOperators } from '../testing/memory-operators.js';
import { AuditTrail } from './audit-trail.js';

const intent = { actor: 'admin', action: 'test', target: 't', detail: '' };

it('writes a failure down and passes it on', async () => {
  const store = new MemoryOperators();
  const trail = new AuditTrail(store, new FakeClock());
  const act = () => Promise.reject(new Error('disk on fire'));
  await expect(trail.perform(intent, act)).rejects.toThrow('disk on fire');
  expect(store.entries).toMatchObject([{ ...intent, result: 'failed' }]);
});

it('lets an action succeed that it cannot write down, and logs it instead', async () => {
  const logged = vi.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
  const store = new MemoryOperators();
  store.audit = () => Promise.reject(new Error('read-only'));
  const trail = new AuditTrail(store, new FakeClock());
  expect(await trail.perform(intent, async () => 42)).toBe(42);
  expect(logged.mock.calls.flat().join()).toContain('"action":"test"');
  logged.mockRestore();
});

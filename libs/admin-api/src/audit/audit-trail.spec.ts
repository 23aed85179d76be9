import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SessionStory } from '#ports';
import { tracing } from '#telemetry';
import { linkTo, older, recordSpans } from '../../../../test/support/recorded-spans.js';
import { FakeClock } from '../testing/fake-clock.js';
import { MemoryOperators } from '../testing/memory-operators.js';
import { AuditTrail } from './audit-trail.js';

const nobody = { story: () => undefined };
const intent = { actor: 'admin', action: 'test', target: 't', detail: '' };

it('writes a failure down and passes it on', async () => {
  const store = new MemoryOperators();
  const trail = new AuditTrail(store, new FakeClock(), nobody);
  const act = () => Promise.reject(new Error('disk on fire'));
  await expect(trail.perform(intent, act)).rejects.toThrow('disk on fire');
  expect(store.entries).toMatchObject([{ ...intent, result: 'failed' }]);
});

it('lets an action succeed that it cannot write down, and logs it instead', async () => {
  const logged = vi.spyOn(Logger.prototype, 'error').mockReturnValue(undefined);
  const store = new MemoryOperators();
  store.audit = () => Promise.reject(new Error('read-only'));
  const trail = new AuditTrail(store, new FakeClock(), nobody);
  expect(await trail.perform(intent, async () => 42)).toBe(42);
  expect(logged.mock.calls.flat().join()).toContain('"action":"test"');
  logged.mockRestore();
});

describe('the span of an action', () => {
  const recorded = recordSpans();
  beforeAll(() => {
    tracing.enabled = true;
  });
  afterAll(async () => {
    tracing.enabled = false;
    await recorded.stop();
  });

  it('links to what the session did last before it was acted upon, and belongs to the trace of the request', async () => {
    let story: SessionStory | undefined = { session: { id: 's1', userHash: 'h' }, span: older };
    const trail = new AuditTrail(new MemoryOperators(), new FakeClock(), {
      story: (id) => (id === 's1' ? story : undefined),
    });
    const remote = { traceId: 'e'.repeat(32), spanId: 'f'.repeat(16), sampled: true };
    const by = { username: 'admin', via: 'password', address: null, remote } as const;
    await trail.perform({ by, action: 'session-kill', target: 's1', detail: '' }, async () => {
      story = undefined;
    });
    await trail.perform(
      { by: { ...by, remote: undefined }, action: 'backup', target: '/', detail: '' },
      async () => 1,
    );
    expect(recorded.spans()).toMatchObject([
      {
        name: 'admin.session.kill',
        parent: remote.spanId,
        links: [linkTo(older)],
        attributes: { 'session.id': 's1', 'user.hash': 'h', 'admin.actor': 'admin' },
      },
      { name: 'admin.backup', parent: undefined, links: [] },
    ]);
  });
});

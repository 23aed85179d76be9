import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drawn, isTraced, sampled, setSamplingRatios, stanzasTold } from './sampling.js';
import { tracing } from './tracing.js';

const NONE = { connect: 0, lifecycle: 0, ack: 0, message: 0, storage: 0 };
const user = 'juliet@localhost';
const remote = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true };

beforeEach(() => {
  tracing.enabled = true;
});
afterEach(() => {
  Object.assign(tracing, { enabled: false, lifecycleOnly: false });
  tracing.users.clear();
  setSamplingRatios({});
});

describe('whether an event is recorded', () => {
  it('is said by a sampled remote parent first', () => {
    setSamplingRatios(NONE);
    expect(sampled('message', 0, undefined, remote)).toBe(true);
    expect(sampled('message', 0, undefined, { ...remote, sampled: false })).toBe(false);
  });

  it('is said by the list of users next, for as long as they are on it', () => {
    setSamplingRatios(NONE);
    tracing.users.add(user, 1000);
    expect(sampled('ack', 999, user)).toBe(true);
    expect(isTraced(user, 999)).toBe(true);
    expect(sampled('ack', 999, 'romeo@localhost')).toBe(false);
    expect(sampled('ack', 999)).toBe(false);
    expect(sampled('ack', 1000, user)).toBe(false);
  });

  it.each(['connect', 'lifecycle', 'ack', 'message', 'storage'] as const)(
    'is said by the ratio of its class last: %s',
    (kind) => {
      setSamplingRatios({ ...NONE, [kind]: 1 });
      expect(sampled(kind, 0, user)).toBe(true);
      expect(drawn(kind)).toBe(true);
      setSamplingRatios({ [kind]: 0 });
      expect(sampled(kind, 0, user)).toBe(false);
      expect(drawn(kind)).toBe(false);
    },
  );

  it('is no question for stanzas and batches while there is no collector, whoever they are of', () => {
    tracing.lifecycleOnly = true;
    tracing.users.add(user, 1000);
    for (const kind of ['ack', 'message', 'storage'] as const)
      expect([sampled(kind, 0, user, remote), drawn(kind)]).toEqual([false, false]);
    for (const kind of ['connect', 'lifecycle'] as const)
      expect([sampled(kind, 0), drawn(kind)]).toEqual([true, true]);
    expect(stanzasTold()).toBe(false);
    tracing.lifecycleOnly = false;
    expect(stanzasTold()).toBe(true);
  });

  it('is no question while tracing is off', () => {
    tracing.enabled = false;
    tracing.users.add(user, 1000);
    expect([sampled('ack', 0, user, remote), isTraced(user, 0), drawn('ack')]).toEqual([false, false, false]);
  });
});

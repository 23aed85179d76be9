import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tracing } from '#telemetry';
import { FakeClock } from './testing/fake-clock.js';
import { MemoryTracedUsers } from './testing/memory-traced-users.js';
import { TracedUsers } from './traced-users.js';

const romeo = 'romeo@localhost';
const juliet = 'juliet@localhost';

let clock: FakeClock;
let store: MemoryTracedUsers;
let users: TracedUsers;
beforeEach(() => {
  clock = new FakeClock();
  store = new MemoryTracedUsers();
  users = new TracedUsers(store, clock);
});
afterEach(() => users.onModuleDestroy());

describe('the list of users of whom everything is recorded', () => {
  it('acts at once, and each entry ends at its own time', async () => {
    const start = clock.now();
    await users.add(romeo, 60_000, 'admin');
    await users.add(juliet, 30_000, 'admin');
    expect(users.list().map(({ bareJid }) => bareJid)).toEqual([juliet, romeo]);
    expect(tracing.users.has(juliet, start + 29_999)).toBe(true);
    clock.advance(30_000);
    expect(users.list()).toEqual([{ bareJid: romeo, until: start + 60_000, setBy: 'admin', setAt: start }]);
    expect(users.find(juliet)).toBeUndefined();
    expect(await users.remove(juliet)).toBe(false);
    expect(await users.remove(romeo)).toBe(true);
    expect(tracing.users.empty).toBe(true);
    expect(store.rows.size).toBe(0);
  });

  it('is there again after a restart, without those whose time is over', async () => {
    await users.add(romeo, 60_000, 'admin');
    await users.add(juliet, 30_000, 'admin');
    users.onModuleDestroy();
    expect(tracing.users.empty).toBe(true);
    clock.advance(30_000);
    const after = new TracedUsers(store, clock);
    await after.onModuleInit();
    expect(after.list().map(({ bareJid }) => bareJid)).toEqual([romeo]);
    expect(tracing.users.has(romeo, clock.now())).toBe(true);
    expect([...store.rows.keys()]).toEqual([romeo]);
  });
});

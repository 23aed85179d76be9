import * as crypto from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PasswordCheck } from './password-check.js';
import type { ScramKeys } from './scram-keys.js';

vi.mock('node:crypto', async (original) => {
  const real = await original<typeof crypto>();
  return { ...real, pbkdf2: vi.fn(real.pbkdf2) };
});

// Loaded here and anew: what other specs have loaded has the real thing.
let library: typeof import('./password-check.js') & typeof import('./scram-keys.js');
beforeAll(async () => {
  vi.resetModules();
  library = { ...(await import('./password-check.js')), ...(await import('./scram-keys.js')) };
});
afterAll(() => {
  vi.doUnmock('node:crypto');
  vi.resetModules();
});

const juliet = 'juliet@example.com';
let now = 0;
const clock = { monotonic: () => now };
let keys: ScramKeys;
let check: PasswordCheck;
const runs = () => vi.mocked(crypto.pbkdf2).mock.calls.length;

beforeEach(async () => {
  now = 1000;
  keys = await library.deriveKeys('p\u00E9ncil', { iterations: 2 });
  check = new library.PasswordCheck({ ttl: 300, maxEntries: 2, clock, iterations: 3 });
  vi.mocked(crypto.pbkdf2).mockClear();
});

describe('PasswordCheck', () => {
  it('knows right from wrong', async () => {
    expect(await check.check(juliet, 'p\u00E9ncil', keys)).toBe(true);
    expect(await check.check(juliet, 'pe\u0301ncil', keys)).toBe(true); // SASLprep
    expect(await check.check(juliet, 'pencil', keys)).toBe(false);
    expect(await check.check(juliet, '', keys)).toBe(false);
    expect(await check.check(juliet, '\u0007', keys)).toBe(false);
  });

  it('runs PBKDF2 once for a password that was right', async () => {
    for (let i = 0; i < 3; i += 1) expect(await check.check(juliet, 'p\u00E9ncil', keys)).toBe(true);
    expect(runs()).toBe(1);
  });

  it('runs it every time for one that was wrong', async () => {
    for (let i = 0; i < 3; i += 1) expect(await check.check(juliet, 'wrong', keys)).toBe(false);
    expect(runs()).toBe(3);
  });

  it('remembers the right password only, and for its account only', async () => {
    await check.check(juliet, 'p\u00E9ncil', keys);
    expect(await check.check(juliet, 'wrong', keys)).toBe(false);
    await check.check('romeo@example.com', 'p\u00E9ncil', keys);
    expect(runs()).toBe(3);
  });

  it('forgets after its time', async () => {
    await check.check(juliet, 'p\u00E9ncil', keys);
    now += 299;
    await check.check(juliet, 'p\u00E9ncil', keys);
    expect(runs()).toBe(1);
    now += 1; // the look in between did not prolong it
    await check.check(juliet, 'p\u00E9ncil', keys);
    expect(runs()).toBe(2);
  });

  it('forgets when told', async () => {
    await check.check(juliet, 'p\u00E9ncil', keys);
    check.forget(juliet);
    await check.check(juliet, 'p\u00E9ncil', keys);
    expect(runs()).toBe(2);
  });

  it('does not take the old password once the keys changed', async () => {
    await check.check(juliet, 'p\u00E9ncil', keys);
    const changed = await library.deriveKeys('brush', { iterations: 2 });
    expect(await check.check(juliet, 'p\u00E9ncil', changed)).toBe(false);
    expect(await check.check(juliet, 'brush', changed)).toBe(true);
  });

  it('holds no more than its limit, the last verified', async () => {
    await check.check('a@example.com', 'p\u00E9ncil', keys);
    await check.check('b@example.com', 'p\u00E9ncil', keys);
    now += 300;
    await check.check('a@example.com', 'p\u00E9ncil', keys); // verified again: now b is the oldest
    now -= 300;
    await check.check('c@example.com', 'p\u00E9ncil', keys);
    vi.mocked(crypto.pbkdf2).mockClear();
    await check.check('a@example.com', 'p\u00E9ncil', keys);
    await check.check('c@example.com', 'p\u00E9ncil', keys);
    expect(runs()).toBe(0);
    await check.check('b@example.com', 'p\u00E9ncil', keys);
    expect(runs()).toBe(1);
  });

  it('spends as much on an account that is not there', async () => {
    expect(await check.check('nobody@example.com', 'p\u00E9ncil', undefined)).toBe(false);
    expect(runs()).toBe(1);
    expect(vi.mocked(crypto.pbkdf2).mock.calls[0]?.[2]).toBe(3);
  });

  it('does not answer from memory for an account that went', async () => {
    await check.check(juliet, 'p\u00E9ncil', keys);
    expect(await check.check(juliet, 'p\u00E9ncil', undefined)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { hashOfNobody, hashPassword, isOutdated, verifyPassword } from './password-hash.js';

const cheap = { N: 16, r: 1, p: 1 };

describe('password hashes', () => {
  it('knows the right password from a wrong one', async () => {
    const hash = await hashPassword('secret', cheap);
    expect(await verifyPassword('secret', hash)).toBe(true);
    expect(await verifyPassword('Secret', hash)).toBe(false);
  });

  it('is salted and tells its cost', async () => {
    const hashes = [await hashPassword('secret', cheap), await hashPassword('secret', cheap)];
    expect(hashes[0]).not.toBe(hashes[1]);
    expect(hashes[0]).toMatch(/^scrypt\$16\$1\$1\$[\w+/=]+\$[\w+/=]+$/);
  });

  it('costs 32 MiB unless told otherwise, and that works', async () => {
    const hash = await hashPassword('secret');
    expect(hash).toMatch(/^scrypt\$32768\$8\$3\$/);
    expect(await verifyPassword('secret', hash)).toBe(true);
  });

  it('takes a composed and a decomposed letter for the same', async () => {
    expect(await verifyPassword('caf\u0065\u0301', await hashPassword('caf\u00e9', cheap))).toBe(true);
  });

  it("lets nobody in by nobody's hash, at the real cost", async () => {
    expect(hashOfNobody()).toMatch(/^scrypt\$32768\$8\$3\$/);
    expect(await verifyPassword('', hashOfNobody())).toBe(false);
  });

  it('throws on a hash of another kind', async () => {
    await expect(verifyPassword('secret', '$2b$10$abcdefg')).rejects.toThrow('not in the scrypt form');
  });

  it('is outdated when it takes less memory or less work than those of today', async () => {
    const hash = await hashPassword('secret', { N: 32, r: 2, p: 2 });
    expect(isOutdated(hash, { N: 32, r: 2, p: 2 })).toBe(false);
    expect(isOutdated(hash, { N: 64, r: 2, p: 1 })).toBe(true);
    expect(isOutdated(hash, { N: 32, r: 2, p: 3 })).toBe(true);
    expect(isOutdated(hash, { N: 16, r: 2, p: 2 })).toBe(false);
    expect(isOutdated(hash)).toBe(true);
  });
});

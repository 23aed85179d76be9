import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { decoyKeys, deriveKeys, UnusablePassword } from './scram-keys.js';

const salt = Buffer.from('0123456789abcdef');
const fast = { iterations: 2, salt };

describe('deriveKeys', () => {
  it('has its own salt for each call and 10000 iterations by default', async () => {
    const [a, b] = await Promise.all([deriveKeys('pencil'), deriveKeys('pencil')]);
    expect(a.iterations).toBe(10_000);
    expect(Buffer.from(a.salt, 'base64')).toHaveLength(16);
    expect(a.salt).not.toBe(b.salt);
    expect(a.sha256.storedKey).not.toBe(b.sha256.storedKey);
  });

  it('makes keys of the hashes’ sizes, all different', async () => {
    const { sha1, sha256 } = await deriveKeys('pencil', fast);
    const keys = [sha1.storedKey, sha1.serverKey, sha256.storedKey, sha256.serverKey];
    expect(keys.map((key) => Buffer.from(key, 'base64').length)).toEqual([20, 20, 32, 32]);
    expect(new Set(keys).size).toBe(4);
  });

  it('prepares the password', async () => {
    expect(await deriveKeys('I\u00ADX', fast)).toEqual(await deriveKeys('IX', fast));
    expect(await deriveKeys('IX', fast)).not.toEqual(await deriveKeys('ix', fast));
  });

  it.each(['', '\u0007', 'secret\u{1F511}', '\u0627\u0031'])('refuses %j and says why', async (password) => {
    const refused = deriveKeys(password, fast);
    await expect(refused).rejects.toBeInstanceOf(UnusablePassword);
    await expect(refused).rejects.toThrow(password === '' ? 'empty' : /SASLprep/);
    await expect(refused).rejects.not.toThrow('secret');
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses %d iterations', async (iterations) =>
    expect(deriveKeys('pencil', { iterations })).rejects.toThrow(RangeError),
  );
});

describe('decoyKeys', () => {
  it('look like keys, hang on secret and name, and are not one another', () => {
    const keys = decoyKeys('secret', 'nobody', 4096);
    expect(decoyKeys('secret', 'nobody', 4096)).toEqual(keys);
    expect(decoyKeys('other', 'nobody', 4096).salt).not.toBe(keys.salt);
    expect(decoyKeys('secret', 'somebody', 4096).salt).not.toBe(keys.salt);
    expect(keys.iterations).toBe(4096);
    const all = [keys.sha1.storedKey, keys.sha1.serverKey, keys.sha256.storedKey, keys.sha256.serverKey];
    expect(all.map((key) => Buffer.from(key, 'base64').length)).toEqual([20, 20, 32, 32]);
  });
});

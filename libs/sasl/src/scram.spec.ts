import { Buffer } from 'node:buffer';
import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SaslDeps, SaslOutcome } from './exchange.js';
import { ScramExchange } from './scram.js';
import { deriveKeys, type ScramKeys } from './scram-keys.js';

const clientNonce = 'rOprNGfwEbeRWgbNEkqO';
const serverNonce = '%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0';
const deps: SaslDeps = {
  domain: 'example.com',
  plaintextAllowed: false,
  installationSecret: 'secret of this installation',
  nonce: () => serverNonce,
};

const textOf = (outcome: SaslOutcome): string | undefined =>
  'data' in outcome ? outcome.data?.toString() : undefined;

// RFC 7677 §3; the proof covers exactly these messages.
const first = `n,,n=user,r=${clientNonce}`;
const final = `c=biws,r=${clientNonce}${serverNonce},p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=`;
let keys: ScramKeys;

beforeAll(async () => {
  const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');
  keys = await deriveKeys('pencil', { iterations: 4096, salt });
});

const start = (overrides: Partial<SaslDeps> = {}) =>
  new ScramExchange('SCRAM-SHA-256', 'sha256', { ...deps, ...overrides });
const challenged = (supplied: ScramKeys | undefined, overrides: Partial<SaslDeps> = {}) => {
  const exchange = start(overrides);
  exchange.receive(Buffer.from(first));
  return { exchange, challenge: exchange.supply(supplied) };
};
/** A client's final message with its proof (RFC 5802 §3), for the password `pencil`. */
const signed = (withoutProof: string): string => {
  const salted = pbkdf2Sync('pencil', Buffer.from(keys.salt, 'base64'), keys.iterations, 32, 'sha256');
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  const serverFirst = `r=${clientNonce}${serverNonce},s=${keys.salt},i=${keys.iterations}`;
  const signature = createHmac('sha256', createHash('sha256').update(clientKey).digest())
    .update(`${first.slice(3)},${serverFirst},${withoutProof}`)
    .digest();
  const proof = Buffer.from(clientKey.map((byte, i) => byte ^ (signature[i] ?? 0)));
  return `${withoutProof},p=${proof.toString('base64')}`;
};
const answer = (text: string) => challenged(keys).exchange.receive(Buffer.from(text));

describe('SCRAM vectors', () => {
  it('follows RFC 7677 §3 to the byte', () => {
    const exchange = start();
    expect(exchange.receive(Buffer.from(first))).toEqual({ kind: 'need-keys', username: 'user' });
    expect(textOf(exchange.supply(keys))).toBe(
      `r=${clientNonce}${serverNonce},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`,
    );
    const end = exchange.receive(Buffer.from(final));
    expect(end).toMatchObject({ kind: 'success', username: 'user' });
    expect(textOf(end)).toBe('v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=');
  });

  it('follows RFC 5802 §5 to the byte', async () => {
    const salt = Buffer.from('QSXCR+Q6sek8bf92', 'base64');
    const sha1Keys = await deriveKeys('pencil', { iterations: 4096, salt });
    const exchange = new ScramExchange('SCRAM-SHA-1', 'sha1', { ...deps, nonce: () => '3rfcNHYJY1ZVvWVs7j' });
    exchange.receive(Buffer.from('n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL'));
    expect(textOf(exchange.supply(sha1Keys))).toBe(
      'r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096',
    );
    const end = exchange.receive(
      Buffer.from('c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts='),
    );
    expect(end.kind).toBe('success');
    expect(textOf(end)).toBe('v=rmF9pqV8S7suAoZWja4dJRkFsKQ=');
  });
});

describe('the final message', () => {
  const nonce = clientNonce + serverNonce;
  const proof = 'dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=';

  it.each([
    '',
    'c=biws',
    `c=biws,r=${nonce}`,
    `r=${nonce},c=biws,p=${proof}`,
    `c=biws,p=${proof},r=${nonce}`,
    `c=,r=${nonce},p=${proof}`,
    `c=biws,r=,p=${proof}`,
    `c=biws,r=${nonce},p=`,
    `c=biws,r=${nonce},p=${proof},x=y`,
    `c=biws,r=${nonce},p=${proof},p=${proof}`,
    `c=biws,r=${nonce},m=x,p=${proof}`,
    `c=biws,r=${nonce},p=${proof.slice(1)}`,
    `c=biws,r=${nonce},p=AAAA`, // too short for the hash
    `c=biws,r=${nonce},p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=`, // the other hash
    `c=biws,r=${nonce},p=****`,
    `c=biws,r=${nonce},p=${'A'.repeat(9000)}`,
    first,
  ])('%j is malformed', (text) =>
    expect(answer(text)).toMatchObject({ kind: 'failure', condition: 'malformed-request' }),
  );

  it.each([
    ['an extension that the proof does not cover', `c=biws,r=${nonce},x=y,p=${proof}`],
    ['a proof that is wrong', `c=biws,r=${nonce},p=${'A'.repeat(43)}=`],
  ])('%s is not authorized', (_, text) =>
    expect(answer(text)).toMatchObject({ kind: 'failure', condition: 'not-authorized' }),
  );

  it('is signed as a whole', () => {
    const success = answer(signed(`c=biws,r=${nonce},x=anything`));
    expect(success).toMatchObject({ kind: 'success', username: 'user' });
  });

  it.each([
    ['another gs2 header', `c=eSws,r=${nonce}`, 'not-authorized'],
    ['a shorter nonce', `c=biws,r=${clientNonce}`, 'not-authorized'],
    ['another nonce', `c=biws,r=${nonce}x`, 'not-authorized'],
    ['more than any client says', `c=biws,r=${nonce},x=${'a'.repeat(9000)}`, 'malformed-request'],
  ])('with %s is refused even under a good proof', (_, withoutProof, condition) =>
    expect(answer(signed(withoutProof))).toMatchObject({ kind: 'failure', condition }),
  );

  it('may not be missing', () => {
    expect(challenged(keys).exchange.receive(null)).toMatchObject({ condition: 'malformed-request' });
  });

  it('counts once', () => {
    const { exchange } = challenged(keys);
    expect(exchange.receive(Buffer.from(final)).kind).toBe('success');
    expect(exchange.receive(Buffer.from(final))).toMatchObject({ condition: 'malformed-request' });
  });
});

describe('users we do not know', () => {
  it('get the same salt every time, a different one each, and the count of new accounts', () => {
    const salts = [deps, deps, { ...deps, installationSecret: 'another' }].map(
      (d) => /,s=([^,]+),i=10000$/.exec(textOf(challenged(undefined, d).challenge) ?? '')?.[1],
    );
    expect(salts[0]).toHaveLength(24); // 16 bytes, as real accounts have
    expect(salts[1]).toBe(salts[0]);
    expect(salts[2]).not.toBe(salts[0]);
    expect(textOf(challenged(undefined, { iterations: 4097 }).challenge)).toMatch(/,i=4097$/);

    const other = start();
    other.receive(Buffer.from('n,,n=other,r=abc'));
    expect(textOf(other.supply(undefined))).not.toContain(salts[0]);
  });

  it('fail exactly as a wrong password does', () => {
    const wrong = Buffer.from(`c=biws,r=${clientNonce}${serverNonce},p=${'A'.repeat(43)}=`);
    expect(challenged(undefined).exchange.receive(wrong)).toEqual(challenged(keys).exchange.receive(wrong));
  });
});

describe('keys', () => {
  it('are refused as a passing failure when the store gave nonsense', () => {
    const broken = { ...keys, sha256: { storedKey: 'AAAA', serverKey: keys.sha256.serverKey } };
    expect(challenged(broken).challenge).toMatchObject({ condition: 'temporary-auth-failure' });
    const other = { ...keys, sha256: { storedKey: keys.sha256.storedKey, serverKey: '' } };
    expect(challenged(other).challenge).toMatchObject({ condition: 'temporary-auth-failure' });
  });

  it('are not taken unasked', () => {
    expect(() => start().supply(keys)).toThrow('no keys are awaited');
    expect(() => challenged(keys).exchange.supply(keys)).toThrow('no keys are awaited');
  });

  it('that come after the client spoke out of turn change nothing', () => {
    const exchange = start();
    exchange.receive(Buffer.from(first));
    expect(exchange.receive(Buffer.from(final))).toMatchObject({ condition: 'malformed-request' });
    expect(exchange.supply(keys)).toMatchObject({ kind: 'failure', condition: 'malformed-request' });
  });
});

it('random bytes never throw and never succeed', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 80 }).map((a) => Buffer.from(a)),
    fc.string({ unit: fc.constantFrom(...Array.from('nypacrmvs=,@2C3D\0bA+/')) }).map((s) => Buffer.from(s)),
    fc.constantFrom(Buffer.from(first), Buffer.from(final.replace('dHzb', 'eHzb')), null),
  );
  fc.assert(
    fc.property(fc.array(bytes, { minLength: 1, maxLength: 4 }), fc.boolean(), (messages, known) => {
      const exchange = start();
      for (const message of messages) {
        let outcome = exchange.receive(message);
        if (outcome.kind === 'need-keys') outcome = exchange.supply(known ? keys : undefined);
        expect(['challenge', 'failure']).toContain(outcome.kind);
      }
    }),
    { numRuns: 1000 },
  );
});

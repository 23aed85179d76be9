import { Buffer } from 'node:buffer';
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { saslprep } from './saslprep.js';
import { saltPassword, storedKeyOf } from './scram-hash.js';
import { decoyKeys, defaultIterations, type ScramKeys } from './scram-keys.js';

export interface PasswordCheckOptions {
  /** How long a verified password stays cheap, in milliseconds of the clock. */
  readonly ttl?: number;
  /** Accounts remembered at most; the one verified longest ago is forgotten first. */
  readonly maxEntries?: number;
  readonly clock: { monotonic(): number };
  /** PBKDF2 iterations spent on an unknown account: those of new accounts. */
  readonly iterations?: number;
}

/** Holds plain passwords (PLAIN) against SCRAM keys. PBKDF2 is dear by intent, so a password that was right is remembered for a short
 *  while: in memory only, and only as an HMAC under a secret of this process, of no use to anyone who reads it. */
export class PasswordCheck {
  readonly #secret = randomBytes(32);
  readonly #verified = new Map<string, { digest: Buffer; until: number }>();
  readonly #ttl: number;
  readonly #maxEntries: number;
  readonly #iterations: number;
  readonly #clock: { monotonic(): number };

  constructor({
    ttl = 5 * 60_000,
    maxEntries = 10_000,
    clock,
    iterations = defaultIterations,
  }: PasswordCheckOptions) {
    this.#ttl = ttl;
    this.#maxEntries = maxEntries;
    this.#iterations = iterations;
    this.#clock = clock;
  }

  /** Whether this is the password behind the keys. Without keys (no such account) the answer is false after the same work. */
  async check(bareJid: string, password: string, keys: ScramKeys | undefined): Promise<boolean> {
    const prepared = saslprep(password, 'query');
    if (prepared === undefined) return false;
    const target = keys ?? decoyKeys(this.#secret, bareJid, this.#iterations);
    const storedKey = Buffer.from(target.sha256.storedKey, 'base64');
    // New keys change the digest, so a changed password is never taken for the remembered one.
    const digest = createHmac('sha256', this.#secret)
      .update(JSON.stringify([bareJid, target.sha256.storedKey, prepared]))
      .digest();
    if (this.#remembers(bareJid, digest)) return true;

    const salt = Buffer.from(target.salt, 'base64');
    const found = storedKeyOf('sha256', await saltPassword('sha256', prepared, salt, target.iterations));
    const right = found.length === storedKey.length && timingSafeEqual(found, storedKey);
    if (right) this.#remember(bareJid, digest);
    return right;
  }

  /** Call when an account's keys change or the account goes. */
  forget(bareJid: string): void {
    this.#verified.delete(bareJid);
  }

  #remembers(bareJid: string, digest: Buffer): boolean {
    const entry = this.#verified.get(bareJid);
    return (
      entry !== undefined && this.#clock.monotonic() < entry.until && timingSafeEqual(entry.digest, digest)
    );
  }

  #remember(bareJid: string, digest: Buffer): void {
    // Deleted first, so that the map's order is that of the last verification.
    this.#verified.delete(bareJid);
    this.#verified.set(bareJid, { digest, until: this.#clock.monotonic() + this.#ttl });
    if (this.#verified.size <= this.#maxEntries) return;
    const oldest = this.#verified.keys().next();
    if (!oldest.done) this.#verified.delete(oldest.value);
  }
}

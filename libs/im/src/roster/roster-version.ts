import { hash } from 'node:crypto';
import type { StoredContact } from '#ports';

const WORDS = 4;

/**
 * The version of a roster as a hash of its content (RFC 6121 §2.1.1): items are hashed one by one and put together by
 * exclusive or, so that one change costs one hash, whatever the order. It needs no storing, and a namesake's roster cannot
 * pass for one that a client remembers.
 */
export class RosterVersion {
  readonly #words = new Uint32Array(WORDS);

  /** Adds an item, or takes out one that was added. */
  toggle({ jid, name, groups, subscription, ask, approved }: StoredContact): void {
    const content = JSON.stringify([jid, name, groups, subscription, ask, approved]);
    const digest = hash('sha256', content, 'buffer');
    for (let i = 0; i < WORDS; i++) this.#words[i] = (this.#words[i] as number) ^ digest.readUInt32LE(i * 4);
  }

  toString(): string {
    return Buffer.from(this.#words.buffer).toString('base64url');
  }
}

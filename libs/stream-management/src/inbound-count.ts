import { advance, type H, H_ZERO } from './counter.js';

/**
 * Stanzas handled from one client. What is reported is a safe prefix: a handler that must read before it writes
 * holds its place until its effect is safe, and nothing behind it is reported meanwhile.
 */
export class InboundCount {
  #received: H;
  #open: H[] | null = null;

  /** @param start the count to begin at; anything but 0 is for tests of the wrap. */
  constructor(start: H = H_ZERO) {
    this.#received = start;
  }

  /** Counts one stanza and answers its number. */
  receive(): H {
    this.#received = advance(this.#received, 1);
    return this.#received;
  }

  /** Keeps the stanza numbered `n` and all after it unreported until {@link release}. */
  hold(n: H): void {
    this.#open ??= [];
    this.#open.push(n);
  }

  /** Answers true when the safe prefix advanced. */
  release(n: H): boolean {
    const at = this.#open?.indexOf(n) ?? -1;
    if (this.#open === null || at < 0) return false;
    this.#open.splice(at, 1);
    if (this.#open.length === 0) this.#open = null;
    return at === 0;
  }

  get received(): H {
    return this.#received;
  }

  /** The h to report: every effect of every stanza up to it is safe. */
  get safe(): H {
    const first = this.#open?.[0];
    return first === undefined ? this.#received : advance(first, -1);
  }
}

import { advance, type H, H_ZERO } from './counter.js';

/** A stanza whose effect is not safe yet. One object per hold: after a resumption numbers come a second time. */
export interface Hold {
  readonly n: H;
}

/**
 * Stanzas handled from one client. What is reported is a safe prefix: a handler that must read before it writes
 * holds its place until its effect is safe, and nothing behind it is reported meanwhile.
 */
export class InboundCount {
  #received: H;
  /** In order of their numbers. */
  #open: Hold[] | null = null;

  /** @param start the count to begin at; anything but 0 is for tests of the wrap. */
  constructor(start: H = H_ZERO) {
    this.#received = start;
  }

  /** Counts one stanza and answers its number. */
  receive(): H {
    this.#received = advance(this.#received, 1);
    return this.#received;
  }

  /**
   * Keeps the stanza numbered `n` and all after it unreported until {@link release}.
   * @throws RangeError unless `n` is the stanza received last: an earlier one may have been reported already.
   */
  hold(n: H): Hold {
    if (n !== this.#received) throw new RangeError(`stanza ${n} cannot be held after ${this.#received} came`);
    const hold = { n };
    this.#open ??= [];
    this.#open.push(hold);
    return hold;
  }

  /** Answers true when the safe prefix advanced; false as well for a hold that is not there any more. */
  release(hold: Hold): boolean {
    const at = this.#open?.indexOf(hold) ?? -1;
    if (this.#open === null || at < 0) return false;
    const before = this.safe;
    this.#open.splice(at, 1);
    if (this.#open.length === 0) this.#open = null;
    return this.safe !== before;
  }

  /**
   * At a resumption: the client is told the safe prefix and sends all after it again (XEP-0198 §5), so counting goes
   * on from there; counting those twice would report stanzas that were never sent. Answers the h to tell.
   */
  rewind(): H {
    this.#received = this.safe;
    this.#open = null;
    return this.#received;
  }

  get received(): H {
    return this.#received;
  }

  /** The h to report: every effect of every stanza up to it is safe. */
  get safe(): H {
    const first = this.#open?.[0];
    return first === undefined ? this.#received : advance(first.n, -1);
  }
}

import { advance, distance, type H, H_ZERO } from './counter.js';

/** A stanza above the safe prefix: one whose effect is not safe yet, or one that is done and waits behind such a one. */
export interface Pending {
  /** Its count; another one once the client has sent it again. */
  n: H;
  /** By which it is known when it comes again. */
  readonly fingerprint: number;
  done: boolean;
  /** The journal has its effect, though the store it is for may not: after a restart it is done. */
  readonly kept: boolean;
}

/** After a resumption: what the client will send again, as far as it had its effects or is about to. */
interface Repetition {
  readonly pending: Pending[];
  /** How many of the next stanzas were sent before as well; below zero: how many more came than were. */
  left: number;
}

/**
 * So many stanzas more than were received before are looked at: what a client wrote into a connection that was gone it may
 * send first. Only those with an id: without one, a second stanza of the same words is another stanza.
 */
const STRANGERS = 256;

/**
 * Stanzas handled from one client. What is reported is a safe prefix: a handler that must read before it writes
 * holds its place until its effect is safe, and nothing behind it is reported meanwhile. The client repeats what was not
 * reported (XEP-0198 §5), though not always in the order in which it came before: what had its effects already is known
 * again by its fingerprint.
 */
export class InboundCount {
  #received: H;
  /** In order of their numbers; the first one is not done. */
  #pending: Pending[] | null = null;
  #repetition: Repetition | null = null;

  /**
   * @param start the count to begin at
   * @param done stanzas above it that had their effects before a restart
   */
  constructor(start: H = H_ZERO, done: readonly { readonly n: number; readonly fingerprint: number }[] = []) {
    this.#received = start;
    if (done.length === 0) return;
    const pending = done.map(({ n, fingerprint }) => ({ n: n as H, fingerprint, done: true, kept: true }));
    this.#repetition = { pending, left: Math.max(...pending.map(({ n }) => distance(start, n))) };
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
  hold(n: H, fingerprint: number, kept = false): Pending {
    return this.#wait({ n, fingerprint, done: false, kept });
  }

  /** The stanza received last is done; it is remembered while something before it is not. */
  pass(n: H, fingerprint: number): void {
    if (this.#pending !== null) this.#wait({ n, fingerprint, done: true, kept: true });
  }

  /** The effect is safe. Answers true when the safe prefix advanced; false as well for one that was not counted again yet. */
  release(pending: Pending): boolean {
    pending.done = true;
    const before = this.safe;
    const list = this.#pending;
    if (list === null) return false;
    const first = list.findIndex((one) => !one.done);
    if (first < 0) this.#pending = null;
    else list.splice(0, first);
    return this.safe !== before;
  }

  /** Whether the next stanza may be a repetition that is known: if so, {@link repeat} is asked with its fingerprint. */
  get repeating(): boolean {
    return this.#repetition !== null;
  }

  /**
   * Answers what is known of the stanza received last; undefined when it has to be acted on.
   * @param named whether its sender gave it an id, which no other stanza has
   */
  repeat(n: H, fingerprint: number, named: boolean): Pending | undefined {
    const repetition = this.#repetition;
    if (repetition === null) return undefined;
    const asked = named || repetition.left > 0;
    const at = asked ? repetition.pending.findIndex((one) => one.fingerprint === fingerprint) : -1;
    const [known] = at < 0 ? [] : repetition.pending.splice(at, 1);
    if (--repetition.left <= -STRANGERS || repetition.pending.length === 0) this.#repetition = null;
    if (known === undefined) return undefined;
    known.n = n;
    if (!known.done || this.#pending !== null) this.#wait(known);
    return known;
  }

  /**
   * At a resumption: the client is told the safe prefix and sends all after it again (XEP-0198 §5), so counting goes
   * on from there; counting those twice would report stanzas that were never sent. Answers the h to tell.
   */
  rewind(): H {
    const { safe } = this;
    const known = [...(this.#pending ?? []), ...(this.#repetition?.pending ?? [])];
    const left = distance(safe, this.#received) + Math.max(0, this.#repetition?.left ?? 0);
    this.#repetition = known.length === 0 ? null : { pending: known, left };
    this.#received = safe;
    this.#pending = null;
    return safe;
  }

  get received(): H {
    return this.#received;
  }

  /** The h to report: every effect of every stanza up to it is safe. */
  get safe(): H {
    const first = this.#pending?.[0];
    return first === undefined ? this.#received : advance(first.n, -1);
  }

  /** Whether something is not safe yet. */
  get holding(): boolean {
    return this.#pending !== null;
  }

  /** Whether something before the stanza numbered `n` is not safe yet. */
  unsafeBefore(n: H): boolean {
    const first = this.#pending?.[0];
    return first !== undefined && first.n !== n;
  }

  /** Whether it came before the last resumption and is not counted again: the client will repeat it. */
  uncounted(pending: Pending): boolean {
    return this.#repetition?.pending.includes(pending) ?? false;
  }

  /** Above the safe prefix, and done; what a restart has to know. */
  done(): Pending[] {
    return [...(this.#pending ?? []), ...(this.#repetition?.pending ?? [])].filter(
      ({ done, kept }) => done || kept,
    );
  }

  #wait(pending: Pending): Pending {
    if (pending.n !== this.#received)
      throw new RangeError(`stanza ${pending.n} cannot be held after ${this.#received} came`);
    this.#pending ??= [];
    this.#pending.push(pending);
    return pending;
  }
}

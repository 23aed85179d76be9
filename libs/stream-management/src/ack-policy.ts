import { type H } from './counter.js';

/**
 * When to send `<r/>` (XEP-0198 §4): one outstanding at a time, and never twice for the same count, so that no
 * miscounting client can draw us into a loop of requests.
 */
export class AckPolicy {
  /** When the outstanding `<r/>` was sent, monotonic ms, Infinity while it is about to be; null when none is. */
  #askedAt: number | null = null;
  #askedFor: H | null = null;
  #delayRaised = false;

  get askedAt(): number | null {
    return this.#askedAt;
  }

  /**
   * @param position the count this connection has reached
   * @param allowance how many stanzas may stay unacknowledged without asking (`smacks_max_unacked_stanzas`)
   */
  due(inFlight: number, position: H, allowance: number): boolean {
    return this.#askedAt === null && inFlight > allowance && this.#askedFor !== position;
  }

  /** A request is about to leave: no other is due meanwhile, and its time does not run yet. */
  asks(position: H): void {
    this.#askedAt = Number.POSITIVE_INFINITY;
    this.#askedFor = position;
    this.#delayRaised = false;
  }

  /** The request left, `now` in monotonic ms. False when another connection has taken its place meanwhile. */
  asked(now: number): boolean {
    if (this.#askedAt !== Number.POSITIVE_INFINITY) return false;
    this.#askedAt = now;
    return true;
  }

  /** An `<a/>` came, asked for or not (R16); answers how long the outstanding request took, if one was. */
  answered(now: number): number | null {
    const took = this.#askedAt === null ? null : Math.max(0, now - this.#askedAt);
    this.#askedAt = null;
    return took;
  }

  /** True once per request, when it has been unanswered for `limit` ms; 0 never. */
  delayed(now: number, limit: number): boolean {
    if (limit === 0 || this.#askedAt === null || this.#delayRaised || now - this.#askedAt < limit)
      return false;
    this.#delayRaised = true;
    return true;
  }

  timedOut(now: number, limit: number): boolean {
    return this.#askedAt !== null && now - this.#askedAt >= limit;
  }

  /** A new connection: what was asked on the old one will not be answered. */
  reset(): void {
    this.#askedAt = null;
    this.#askedFor = null;
    this.#delayRaised = false;
  }
}

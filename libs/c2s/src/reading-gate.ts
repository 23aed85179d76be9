/** What can stop being read: a socket or a WebSocket. */
interface Source {
  pause(): unknown;
  resume(): unknown;
}

/** A connection is read only while neither a handler holds it nor the rate limit slows it; the end of one does not end the other. */
export class ReadingGate {
  #held = false;
  #slowed = false;

  hold(source: Source): void {
    this.#held = true;
    source.pause();
  }

  release(source: Source): void {
    this.#held = false;
    if (!this.#slowed) source.resume();
  }

  slow(source: Source): void {
    this.#slowed = true;
    source.pause();
  }

  hasten(source: Source): void {
    this.#slowed = false;
    if (!this.#held) source.resume();
  }
}

/**
 * One TCP connection between a client and the server, as far as either end can tell: bytes arrive in order after a while,
 * or never. A cut is noticed at both ends, at one, or at neither.
 */
export class Link {
  /** Nothing arrives any more, and nobody is told. */
  hole = false;
  /** Written by the server and neither arrived nor taken into its system's buffer. */
  backlog = 0;
  #arrivals = { client: 0, server: 0 };
  #unread = 0;

  /**
   * @param client told `part(xml, sentAt, last)`, `ended()` when the connection is over as far as it can see
   * @param delay ms at most that anything is under way
   * @param buffer bytes the server's system takes ahead of the client
   */
  constructor({ agenda, dice, tell }, client, { delay, buffer }) {
    Object.assign(this, { agenda, dice, tell, client, delay, buffer });
    this.clientOpen = true;
    this.serverOpen = true;
    /** Set when the server accepted it. */
    this.wire = undefined;
    /** How often the server had died by then. */
    this.deaths = 0;
  }

  // --- the client's end

  say(xml) {
    this.#send('server', () => {
      if (this.serverOpen) this.wire?.received(Buffer.from(xml));
    });
  }

  /** The client is done with it. @param told whether the server hears of it */
  drop(told) {
    this.clientOpen = false;
    if (told) this.#send('server', () => this.serverGone());
  }

  // --- the server's end

  write(parts) {
    const sentAt = this.agenda.now;
    const last = parts.some((part) => /^<(stream:error|\/stream:stream)/.test(part));
    const bytes = parts.reduce((sum, { length }) => sum + length, 0);
    this.#unread += bytes;
    this.backlog = Math.max(0, this.#unread - this.buffer);
    for (const part of parts)
      this.#send('client', () => {
        if (this.clientOpen) this.client.part(this, part, sentAt, last);
      });
    this.#send('client', () => {
      this.#unread -= bytes;
      const before = this.backlog;
      this.backlog = Math.max(0, this.#unread - this.buffer);
      if (before > 0 && this.backlog === 0 && this.serverOpen) this.wire.handler.drained();
    });
  }

  /** The server's FIN; a client that gets it closes as well. */
  end() {
    this.#send('client', () => {
      this.clientEnded();
      this.#send('server', () => this.serverGone());
    });
  }

  destroy() {
    this.agenda.in(0, () => this.serverGone(), this.wire.life);
    this.#send('client', () => this.clientEnded());
  }

  // --- misfortunes

  clientEnded() {
    if (!this.clientOpen) return;
    this.clientOpen = false;
    this.client.ended(this);
  }

  serverGone() {
    if (!this.serverOpen) return;
    this.serverOpen = false;
    this.wire?.gone();
  }

  /** The server's process is no more. @param silent nor is its machine: nothing tells the client */
  serverDied(silent) {
    this.serverOpen = false;
    if (silent) this.hole = true;
    else this.#send('client', () => this.clientEnded());
  }

  #send(to, arrive) {
    const at = Math.max(this.#arrivals[to], this.agenda.now + this.dice.between(0, this.delay));
    this.#arrivals[to] = at;
    this.agenda.at(at, () => {
      if (!this.hole) arrive();
    });
  }
}

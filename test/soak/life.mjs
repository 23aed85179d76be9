/**
 * One session as its client counts it (XEP-0198 §4): what it sent and the server has not yet handled, what it received
 * and has told the server of.
 */
export class Life {
  smId = null;
  resumable = false;
  /** Seconds granted to come back in. */
  max = 0;
  /** Stanzas received; the h to tell. */
  received = 0;
  /** The last h put on a wire. */
  told = 0;
  /** The highest h that the server must have seen: it handled, on the same stream, a stanza sent behind it. */
  certain = 0;
  /** Stanzas sent. */
  sent = 0;
  /** The server's last h. */
  handled = 0;
  /** Sent and not handled: stanza number `handled + 1 + index`. */
  queue = [];
  /** How it ended, in a word. */
  ending = 'none';

  constructor(number) {
    this.number = number;
  }

  /** @param message the record of a numbered message; null for other stanzas */
  send(xml, message) {
    this.sent++;
    this.queue.push({ xml, message, told: this.told });
  }

  tell() {
    this.told = this.received;
    return this.told;
  }

  /** A stream has been resumed with the h told in `<resume/>`. */
  resumed() {
    this.certain = this.told;
  }

  /** The server's h: a sentence when it cannot be. */
  handledUpTo(h) {
    if (!(h >= this.handled)) return `h went back from ${this.handled} to ${h}`;
    if (h > this.sent) return `h ${h} counts more than the ${this.sent} stanzas sent`;
    for (const { message, told } of this.queue.splice(0, h - this.handled)) {
      if (message !== null) message.state = 'acked';
      this.certain = Math.max(this.certain, told);
    }
    this.handled = h;
    return undefined;
  }

  /**
   * It is over. With the server's h known, what was not handled is the client's to send again; without, nobody knows
   * what arrived. Answers the messages to send again.
   */
  over(ending, known) {
    this.ending = ending;
    const messages = this.queue.splice(0).flatMap(({ message }) => (message === null ? [] : [message]));
    if (known) return messages;
    for (const message of messages) message.state = 'unknown';
    return [];
  }
}

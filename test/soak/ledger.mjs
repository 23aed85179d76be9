/** All messages with what became of each, put together from what the two ends wrote down apart from each other. */
export class Ledger {
  entries = new Map();
  /** What arrived without ever having been sent. */
  invented = [];

  constructor(logs) {
    this.logs = logs;
    for (const { index: from, sent } of logs)
      for (const message of sent)
        this.entries.set(keyOf(from, message.to, message.n), {
          from,
          to: message.to,
          message,
          receipts: [],
          bounces: [],
        });
    for (const { index: by, got, bounced } of logs) {
      for (const [from, to, n, life, index, at] of got)
        this.#entry(keyOf(from, to, n))?.receipts.push({ by, life, index, at });
      for (const [to, n, life, at] of bounced) this.#entry(keyOf(by, to, n))?.bounces.push({ life, at });
    }
  }

  /** Whether the server must know of this receipt: an h that covers it was handled, or the device had not to tell (index 0). */
  isCertain = ({ by, life, index }) => index <= this.logs[by].lives[life - 1].certain;

  #entry(key) {
    const entry = this.entries.get(key);
    if (entry === undefined) this.invented.push(key);
    return entry;
  }
}

const keyOf = (from, to, n) => `${from}→${to} ${n}`;

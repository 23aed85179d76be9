/** What one device says of its own; all that the judge gets. Times are ms since the epoch. */
export class DeviceLog {
  /** Numbered messages, an object each: it changes state as the server acknowledges. */
  sent = [];
  /** [from, to, n, life, index in the life, at]: `to` is whom it was addressed to. */
  got = [];
  /** [to, n, life, at] */
  bounced = [];
  lives = [];
  /** [at, what happened]: the story of a violation. */
  journal = [];
  /** What may not happen at all, in sentences. */
  faults = [];
  counts = {};

  constructor({ index, name, steady, narrow }) {
    Object.assign(this, { index, name, steady, narrow });
  }

  count(what, by = 1) {
    this.counts[what] = (this.counts[what] ?? 0) + by;
  }

  note(text) {
    this.journal.push([Date.now(), text]);
  }

  fault(text) {
    this.note(`FAULT ${text}`);
    this.faults.push(text);
  }
}

import { Life } from '../soak/life.mjs';

/**
 * What a client's chronicle comes to, line by line. Counting is done anew, by the rules of XEP-0198 and from the lines
 * alone: which stanza a server's h covers, and which of what was received the server must know of.
 */
export class Diary {
  /** By id: `{ id, order, at, life, state, ackedAt }` of each stanza with an id; `order` is the place among them. */
  sent = new Map();
  /** `{ id, life, index, at, type }` of each stanza received, `index` counted within its life. */
  got = [];
  /** `{ number, max, certain, beganAt }` */
  lives = [];
  /** `{ at, outcome }` of each answer to `<resume/>`. */
  resumes = [];
  /** What cannot be right by this client's lines alone: `{ at, text }`. */
  faults = [];
  /** Of the private fragment: the number of the last one, as it was read back in the end. */
  kept = undefined;
  /** `[at, what, …]`, all of it. */
  lines = [];
  connected = false;
  #life = null;
  #lostAt = 0;

  constructor(plan) {
    this.plan = plan;
  }

  read(line) {
    const [at, what, ...rest] = JSON.parse(line);
    this.lines.push([at, what, ...rest]);
    this[`_${what}`](at, ...rest);
  }

  /** Whether the server must know of this receipt: an h that covers it was handled. */
  isCertain({ life, index }) {
    return index <= this.lives[life - 1].certain;
  }

  _life(at, number, max) {
    this.#life = Object.assign(new Life(number), { max, beganAt: at });
    this.lives.push(this.#life);
  }
  _up() {
    this.connected = true;
  }
  _gone(at) {
    this.connected = false;
    this.#lostAt = at;
  }
  _send(at, id) {
    const stanza = this.sent.get(id) ?? { id, order: this.sent.size, at };
    // In a new life it is sent anew: the same stanza under another count.
    Object.assign(stanza, { life: this.#life.number, state: 'sent' });
    if (id !== '') this.sent.set(id, stanza);
    this.#life.send('', stanza);
  }
  _got(at, id, type) {
    this.got.push({ id, type, at, life: this.#life.number, index: ++this.#life.received });
  }
  _told(_at, h) {
    if (this.#life.tell() !== h)
      throw new Error(`${this.plan.name} told ${h} and had received ${this.#life.told}`);
  }
  _h(at, h) {
    this.#handled(at, h);
  }
  _resume() {}
  _resumed(at, h) {
    this.resumes.push({ at, outcome: 'resumed' });
    this.#handled(at, h);
    this.#life.resumed();
  }
  _refused(at, condition, h) {
    const away = (at - this.#lostAt) / 1000;
    const { max, number } = this.#life;
    this.resumes.push({ at, outcome: condition });
    if (this.plan.steady || away < max)
      this.faults.push({
        at,
        kind: 'not resumed',
        text: `session ${number} was refused with ${condition} after ${away.toFixed(1)} s of ${max} s`,
      });
    else if (h === null)
      this.faults.push({ at, kind: 'h forgotten', text: `session ${number} expired without an h` });
    if (h !== null) this.#handled(at, h);
    this.#life.over(condition, h !== null);
    this.#life = null;
  }
  _kept(_at, n) {
    this.kept = n;
  }
  _error(at, xml) {
    if (!xml.includes('<system-shutdown')) this.faults.push({ at, kind: 'stream error', text: xml });
  }
  _fault(at, text) {
    this.faults.push({ at, kind: 'fault', text });
  }

  #handled(at, h) {
    const before = this.#life.queue.slice(0, Math.max(0, h - this.#life.handled));
    const problem = this.#life.handledUpTo(h);
    if (problem !== undefined)
      this.faults.push({ at, kind: 'h', text: `session ${this.#life.number}: ${problem}` });
    else for (const { message } of before) message.ackedAt = at;
  }
}

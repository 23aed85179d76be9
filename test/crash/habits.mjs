import { setTimeout as pause } from 'node:timers/promises';

/** What a client does with its life: it talks in bursts, loses its connection, sleeps, and comes back, in time or too late. */
export class Habits {
  stopping = false;
  #client;
  #plan;
  #dice;
  #numbers = new Map();
  #asleep = false;

  constructor(client) {
    this.#client = client;
    this.#plan = client.plan;
    this.#dice = client.dice;
  }

  /** Where it should be: connected, unless it sleeps of its own will. */
  get settled() {
    return this.#client.connected || this.#asleep;
  }

  async run() {
    while (!this.stopping) {
      await this.#client.gain();
      await this.#talk(this.#dice.between(1000, 6000));
      if (this.stopping || !this.#client.connected) continue;
      this.#asleep = true;
      this.#client.drop(this.#dice.chance(0.5) ? 'rst' : 'fin');
      await this.#sleep(this.#plan.max === undefined ? this.#dice.between(0, 3000) : this.#mortalSleep());
      this.#asleep = false;
    }
  }

  /** Sometimes in time, sometimes well after what was granted. */
  #mortalSleep() {
    return this.#dice.chance(0.5) ? this.#dice.between(0, 500) : this.#plan.max * 1000 + 2500;
  }

  async #sleep(ms) {
    for (let left = ms; left > 0 && !this.stopping; left -= 100) await pause(Math.min(left, 100));
  }

  async #talk(ms) {
    const client = this.#client;
    const until = Date.now() + ms;
    while (!this.stopping && client.connected && Date.now() < until) {
      // Database first: what is pipelined behind it is done before it may be counted.
      if (this.#plan.steady && this.#dice.chance(0.08)) this.#store();
      for (let left = this.#dice.between(1, 5); left > 0; left--) this.#say();
      if (this.#dice.chance(0.6)) client.ask();
      await pause(this.#dice.between(15, 80));
    }
  }

  #store() {
    const n = this.#next('q');
    this.#client.store(`q.${this.#plan.index}.${n}`, n);
  }

  #say() {
    const { index, peers, groups } = this.#plan;
    if (this.#dice.chance(0.15)) {
      const group = this.#dice.pick(groups);
      return this.#client.message(
        `f.${index}.${group.account}.${this.#next(`f${group.account}`)}`,
        group.jid,
      );
    }
    const peer = this.#dice.pick(peers);
    return this.#client.message(`m.${index}.${peer.index}.${this.#next(`m${peer.index}`)}`, peer.jid);
  }

  #next(series) {
    const n = (this.#numbers.get(series) ?? 0) + 1;
    this.#numbers.set(series, n);
    return n;
  }
}

import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { Dice } from '../soak/dice.mjs';
import { Chronicle } from './chronicle.mjs';
import { Client } from './client.mjs';
import { judge } from './judge.mjs';
import { Library } from './library.mjs';
import { story } from './story.mjs';

/** A few clients on a server, told what to do step by step. */
export class Scene {
  #numbers = new Map();

  /**
   * @param users an account each; the server has to know them
   * @param mortal for each user whose session may end, how many seconds it may sleep
   */
  constructor(server, users, mortal = {}) {
    const folder = mkdtempSync(join(server.folder, 'scene-'));
    this.plans = users.map((user, index) => ({
      index,
      account: index,
      steady: mortal[user] === undefined,
      user,
      name: user,
      jid: `${user}@localhost/one`,
      resource: 'one',
      priority: 1,
      transport: 'tcp',
      password: 'soak',
      max: mortal[user],
    }));
    this.library = new Library(this.plans, folder);
    this.clients = this.plans.map((plan) => {
      const chronicle = new Chronicle(join(folder, `${plan.index}.log`));
      return new Client(plan, server.world, new Dice(plan.index + 1), chronicle);
    });
  }

  /** The first ones of them come in. */
  async enter(count = this.clients.length) {
    for (const client of this.clients.slice(0, count)) await client.quiet();
  }

  /** So many messages, and `<r/>`; `more` makes them longer. */
  say(from, to, count, more) {
    for (let left = count; left > 0; left--)
      this.clients[from].message(`m.${from}.${to}.${this.#next(`m${from}.${to}`)}`, this.plans[to].jid, more);
    this.clients[from].ask();
  }

  store(by) {
    const n = this.#next(`q${by}`);
    this.clients[by].store(`q.${by}.${n}`, n);
  }

  async quiet() {
    for (const client of this.clients) await client.quiet();
  }

  /** Everybody comes to rest and leaves; answers what the judge found, with its story, and the totals. */
  async end() {
    // Twice: what comes back for others is on its way while the first round is read.
    await this.quiet();
    await this.quiet();
    for (const [i, client] of this.clients.entries()) if (this.#numbers.has(`q${i}`)) await client.readBack();
    const diaries = this.library.catchUp();
    for (const client of this.clients) client.leave();
    const { violations, totals } = judge(diaries);
    const texts = violations.map(({ text }) => text);
    return {
      totals,
      found: violations.length === 0 ? '' : [...texts, story(violations[0], diaries, [])].join('\n'),
    };
  }

  #next(series) {
    const n = (this.#numbers.get(series) ?? 0) + 1;
    this.#numbers.set(series, n);
    return n;
  }
}

import { setTimeout as pause } from 'node:timers/promises';

/** Limits an operator plays with: values for the mortal. Unlimited is null. */
const LIMITS = {
  smacks_max_hibernated_sessions: [0, 1, 1, 2, null],
  smacks_max_old_sessions: [0, 1, 10],
  smacks_hibernation_time: [1, 3, 10],
  smacks_max_hibernation_time: [1, 3, 10],
};
/** For the steady only such as end no session and lose no stanza. */
const HARMLESS = {
  smacks_max_hibernated_sessions: [2, 10, null],
  smacks_max_old_sessions: [0, 1, 10],
  smacks_max_queue_stanzas: [5000, 100_000, null],
};
const NARROW = { ...LIMITS, smacks_max_queue_stanzas: [10, 20, null] };

/** Someone who changes limits of random users, lets sleepers expire and kills sessions, through the control socket. */
export class Operator {
  counts = {};
  faults = [];
  #working;
  #stopping = false;

  constructor(server, plans, dice) {
    Object.assign(this, { server, plans, dice });
  }

  start() {
    this.#working = this.#work();
  }

  stop() {
    this.#stopping = true;
    return this.#working;
  }

  async #work() {
    while (!this.#stopping) {
      await pause(this.dice.between(50, 350));
      const kind = this.dice.weighed({ limit: 6, expire: 2, kill: 1 });
      try {
        await (kind === 'limit' ? this.#limit() : this.#end(kind));
      } catch (error) {
        this.faults.push(`operator: ${error.stack}`);
      }
    }
  }

  async #limit() {
    const { user, steady, narrow } = this.dice.pick(this.plans);
    const limits = steady ? HARMLESS : narrow ? NARROW : LIMITS;
    const name = this.dice.pick(Object.keys(limits));
    const path = `/users/${user}@localhost/limits/${name}`;
    if (this.dice.chance(0.4)) return this.#expect(200, 'limits cleared', 'DELETE', path);
    return this.#expect(200, 'limits set', 'PUT', path, { value: this.dice.pick(limits[name]) });
  }

  /** Whom the list shows may have moved on by the time it is acted on: that is no fault. */
  async #end(action) {
    const asleep = action === 'expire' ? '&filter=state%3Dhibernating' : '';
    const { body } = await this.server.control('GET', `/sessions?filter=user~mortal&limit=200${asleep}`);
    if (body.items.length === 0) return;
    const { id } = this.dice.pick(body.items);
    const done = action === 'expire' ? 'sessions expired' : 'sessions killed';
    await this.#expect([200, 404, 409], done, 'POST', `/sessions/${id}/${action}`, { reason: 'soak' });
  }

  async #expect(status, what, ...call) {
    const answer = await this.server.control(...call);
    if (![status].flat().includes(answer.status))
      this.faults.push(`${call.join(' ')} was answered ${answer.status} ${JSON.stringify(answer.body)}`);
    if (answer.status < 300) this.counts[what] = (this.counts[what] ?? 0) + 1;
  }
}

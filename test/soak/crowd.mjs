import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Dice } from './dice.mjs';

const WORKER = new URL('./worker.mjs', import.meta.url);

/**
 * Who takes part: two devices an account, half of the accounts steady, half mortal. Sessions of the steady never end,
 * so nothing may happen to a message for them but to arrive. Sessions of the mortal expire, are evicted, killed,
 * closed, replaced; a third of the mortal are narrow, whom the operator gives short queues too.
 */
export function crowd(clients, seed, prefix = '') {
  const dice = new Dice(seed);
  const plans = Array.from({ length: clients }, (_, index) => {
    const account = index >> 1;
    const steady = account % 2 === 0;
    const user = `${prefix}${steady ? 'steady' : 'mortal'}${account}`;
    // What a mortal's first device leaves behind goes to the second one; that one's comes back to its sender.
    const resource = index % 2 === 0 ? 'one' : 'two';
    const priority = resource === 'two' ? 1 : -1;
    const narrow = !steady && account % 3 === 0;
    const jid = `${user}@localhost/${resource}`;
    return { index, name: jid, jid, user, resource, priority, steady, narrow, password: 'soak' };
  });
  const others = (plan) => plans.filter(({ user }) => user !== plan.user);
  return plans.map((plan) => ({
    ...plan,
    seed: dice.between(1, 2 ** 31 - 1),
    peers: Array.from({ length: 5 }, () => dice.pick(others(plan))).map(({ index, jid }) => ({ index, jid })),
  }));
}

/** The processes that hold the devices. */
export class Workers {
  constructor(count) {
    this.children = Array.from({ length: count }, () => fork(WORKER));
  }

  arrive(plans, world) {
    return this.#all('arrive', (i) => ({
      world,
      plans: plans.filter(({ index }) => index % this.children.length === i),
    }));
  }

  /** Orders all workers and waits until all are done; answers what they said. */
  async #all(does, extra = () => ({})) {
    return Promise.all(
      this.children.map(async (child, i) => {
        child.send({ does, ...extra(i) });
        const [answer] = await Promise.race([
          once(child, 'message'),
          once(child, 'exit').then(([code]) => [{ failed: `${does}: a worker ended with ${code}` }]),
        ]);
        if (answer.failed) throw new Error(answer.failed);
        return answer;
      }),
    );
  }

  start() {
    return this.#all('start');
  }
  stop() {
    return this.#all('stop');
  }
  quiet() {
    return this.#all('quiet');
  }
  leave() {
    return this.#all('leave');
  }
  async tell() {
    const answers = await this.#all('tell');
    return answers.flatMap(({ logs }) => logs).sort((a, b) => a.index - b.index);
  }
  end() {
    for (const child of this.children) child.kill();
  }
}

import { fork } from 'node:child_process';
import { once } from 'node:events';

const WORKER = new URL('./worker.mjs', import.meta.url);

/** The processes that hold the clients. */
export class Workers {
  #children;

  constructor(count) {
    this.#children = Array.from({ length: count }, () => fork(WORKER).setMaxListeners(0));
  }

  /** Clients are spread over the processes; each logs into a file of its own in `folder`. */
  arrive(plans, world, folder) {
    return this.all('arrive', (i) => ({
      world,
      folder,
      plans: plans.filter(({ index }) => index % this.#children.length === i),
    }));
  }

  /** Orders all workers and waits until all are done. */
  async all(does, extra = () => ({})) {
    await Promise.all(
      this.#children.map(async (child, i) => {
        child.send({ does, ...extra(i) });
        const [answer] = await Promise.race([
          once(child, 'message'),
          once(child, 'exit').then(([code]) => [{ failed: `${does}: a worker ended with ${code}` }]),
        ]);
        if (answer.failed) throw new Error(answer.failed);
      }),
    );
  }

  end() {
    for (const child of this.#children) child.kill();
  }
}

/** A process full of clients. Told by messages `{ does, … }`; answers each with `{ done }` when all of them are. */
import { join } from 'node:path';
import { Dice } from '../soak/dice.mjs';
import { becomes } from '../soak/patience.mjs';
import { Chronicle } from './chronicle.mjs';
import { Client } from './client.mjs';
import { Habits } from './habits.mjs';

let clients = [];
let habits = [];
let running = [];

const does = {
  arrive({ plans, world, folder }) {
    clients = plans.map(
      (plan) =>
        new Client(plan, world, new Dice(plan.seed), new Chronicle(join(folder, `${plan.index}.log`))),
    );
    return Promise.all(clients.map((client) => client.gain()));
  },
  start() {
    habits = clients.map((client) => new Habits(client));
    running = habits.map((habit, i) =>
      habit.run().catch((error) => clients[i].chronicle.note('fault', `gave up: ${error.stack}`)),
    );
  },
  /** Everybody is back who wants to be. */
  async back() {
    if (!(await becomes(() => habits.every(({ settled }) => settled))))
      throw new Error('not everybody came back');
  },
  async stop() {
    for (const habit of habits) habit.stopping = true;
    await Promise.all(running);
  },
  quiet: () => Promise.all(clients.map((client) => client.quiet())),
  readBack: () => Promise.all(clients.filter(({ plan }) => plan.steady).map((client) => client.readBack())),
};

process.on('message', async (order) => {
  try {
    await does[order.does](order);
    process.send({ done: order.does });
  } catch (error) {
    process.send({ failed: `${order.does}: ${error.stack}` });
  }
});
process.on('disconnect', () => process.exit());

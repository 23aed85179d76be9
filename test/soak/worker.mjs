/** A process full of devices. Told by messages `{ does, … }`; answers each with `{ done }` when all of them are. */
import { Device } from './device.mjs';

let devices = [];
let running = [];

const does = {
  arrive({ plans, world }) {
    devices = plans.map((plan) => new Device(plan, world));
    return Promise.all(devices.map((device) => device.arrive()));
  },
  start() {
    running = devices.map((device) => device.run());
    // A device that gives up is heard of when it is told to stop, not as an unhandled rejection in between.
    for (const run of running) run.catch(() => undefined);
  },
  async stop() {
    for (const device of devices) device.stopping = true;
    await Promise.all(
      running.map((run, i) => run.catch((error) => devices[i].log.fault(`gave up: ${error.message}`))),
    );
  },
  quiet: () => Promise.all(devices.map((device) => device.quiet())),
  leave: () => Promise.all(devices.map((device) => device.leave())),
  tell: () =>
    devices.map(({ log }) => ({
      ...log,
      lives: log.lives.map(({ number, certain, ending }) => ({ number, certain, ending })),
    })),
};

process.on('message', async (order) => {
  try {
    const answer = await does[order.does](order);
    process.send({ done: order.does, ...(order.does === 'tell' && { logs: answer }) });
  } catch (error) {
    process.send({ failed: `${order.does}: ${error.stack}` });
  }
});
process.on('disconnect', () => process.exit());

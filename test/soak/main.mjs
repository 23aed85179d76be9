/**
 * A crowd of clients that loses its connections in every way there is, on a real server, judged in the end from the
 * clients' own logs: nothing lost, nothing twice, order kept, h never back, and a server as empty as before.
 * `npm run soak -- --seconds 120 --clients 500 --workers 1 --seed N`; the seed decides what each client does, not when
 * the machine lets it. Exit code 1 when anything was violated.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { aftermath } from './aftermath.mjs';
import { crowd, Workers } from './crowd.mjs';
import { Dice } from './dice.mjs';
import { judge } from './judge.mjs';
import { Operator } from './operator.mjs';
import { becomes } from './patience.mjs';
import { report } from './report.mjs';
import { Server } from './server.mjs';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '120' },
    clients: { type: 'string', default: '500' },
    workers: { type: 'string', default: '1' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
  },
});
const [seconds, clients, workerCount, seed] = ['seconds', 'clients', 'workers', 'seed'].map((n) =>
  Number(values[n]),
);

/** Seconds a session of the steady may sleep, and so the longest deadline there is: far longer than any of them stays away. */
const HIBERNATION = 25;
const ACK_TIMEOUT = 5;
/** Those who come first have accounts of their own and leave nothing to anybody. */
const EARLY_CLIENTS = 200;
const WARM_UP = 20;

const server = new Server({
  SMACKS_HIBERNATION_TIME: String(HIBERNATION),
  SMACKS_ACK_TIMEOUT: String(ACK_TIMEOUT),
  SMACKS_MAX_ACK_DELAY: '2',
  SMACKS_ON_EXPIRY: 'bounce',
  // Of a connection, too, a deadline may be the last thing that is left.
  DORMOUSE_C2S_AUTH_TIMEOUT: String(HIBERNATION),
});
const workers = new Workers(workerCount);
const say = (text) => console.log(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${text}`);

/** A crowd comes, suffers for a while, comes back to the last and leaves. */
async function visit(workers, plans, diceSeed, duration) {
  const operator = new Operator(server, plans, new Dice(diceSeed));
  // Everybody is there before the first word: what is said to somebody who never came goes back.
  await workers.arrive(plans, { ...server.address, domain: 'localhost', ackTimeout: ACK_TIMEOUT });
  say('everybody is there');
  await workers.start();
  operator.start();
  await pause(duration * 1000);
  const busy = await server.overview();
  await operator.stop();
  await workers.stop();
  say('no more misfortunes; everybody comes back');

  // Twice: errors for what ended late are on their way while the first round is read.
  await workers.quiet();
  const awake = await becomes(
    async () => (await server.control('GET', '/sessions?limit=1')).body.total === plans.length,
  );
  await workers.quiet();
  const full = await server.overview();
  await workers.leave();
  say('everybody has left');
  // Deadlines are cancelled lazily: what is over stays booked until its hour has come.
  return { operator, busy, awake, full, over: performance.now() + (HIBERNATION + 3) * 1000 };
}

/**
 * What the heap is compared with is a server that has worked: its code is compiled, its statements are prepared, its rings of
 * events and figures have something in them. All that is bounded, and filled by the first hundred clients as well as by the
 * last; what a second crowd adds to it is what would grow for ever.
 */
async function warmUp(plans) {
  say(`${plans.length} clients for ${WARM_UP} s, to warm up`);
  const early = new Workers(1);
  try {
    const { over } = await visit(early, plans, seed ^ 0xea71, WARM_UP);
    await pause(Math.max(0, over - performance.now()));
  } finally {
    early.end();
  }
}

async function soak() {
  const early = crowd(Math.min(clients, EARLY_CLIENTS), seed ^ 0xea71, 'early');
  const plans = crowd(clients, seed);
  await server.start([...new Set([...early, ...plans].map(({ user }) => user))]);
  await warmUp(early);
  const before = await server.heap();
  say(`seed ${seed}: ${clients} clients for ${seconds} s`);

  const { operator, busy, awake, full, over } = await visit(workers, plans, seed ^ 0x5eed, seconds);
  const logs = await workers.tell();
  const faults = [...operator.faults, ...server.faults];
  if (!awake) faults.push('there are more sessions, or fewer, than clients connected');
  const left = await aftermath(server, before, over, faults);
  const { violations, totals } = judge(logs);
  report({ logs, totals, violations, faults, operator: operator.counts, busy, full, left });
  return violations.length + faults.length === 0;
}

let clean = false;
try {
  clean = await soak();
} catch (error) {
  console.error(error.stack);
} finally {
  workers.end();
  await server.stop();
}
console.log(clean ? `soak passed (seed ${seed})` : `soak FAILED (seed ${seed})`);
process.exit(clean ? 0 : 1);

/**
 * What the live channel costs: sessions that logged in over sockets are cut and resume all the time, with nobody watching and
 * with viewers, in turn and in one run. Prints one JSON document: processor time of the server with and without, how late
 * viewers hear of a change, memory. `--sessions N` (5000), `--viewers N` (20), `--changes N` a second (200), `--seconds N` of
 * each of the phases (15), `--rounds N` (2).
 */
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { LoadClient } from './client.mjs';
import { startDormouse } from './dormouse-server.mjs';
import { inParallel } from './in-parallel.mjs';
import { LiveViewer } from './live-viewer.mjs';
import { cpuSeconds, mainThreadSeconds, rssBytes } from './process-figures.mjs';

const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '5000' },
    viewers: { type: 'string', default: '20' },
    changes: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '15' },
    rounds: { type: 'string', default: '2' },
  },
});
const { sessions, viewers, changes, seconds, rounds } = Object.fromEntries(
  Object.entries(values).map(([name, value]) => [name, Number(value)]),
);
const PER_ACCOUNT = 100;
const PASSWORD = 'a password for the bench';

const server = await startDormouse(Math.ceil(sessions / PER_ACCOUNT), {
  SMACKS_MAX_HIBERNATED_SESSIONS: 'none',
  DORMOUSE_ADMIN_PASSWORD: PASSWORD,
});

/** Views of a page each; every third viewer has the same list, the others one of their own. */
function asksOf(viewer) {
  const lists = [
    { sort: '-since', window: { limit: 200 } },
    { sort: '-hibernatingSince', filter: ['state=hibernating'], window: { limit: 50 + viewer } },
    { sort: 'user', filter: [`user~u${viewer}`], window: { limit: 100 } },
  ];
  return [
    { view: 'overview' },
    { view: 'sessions', ...lists[viewer % lists.length] },
    { view: 'events', limit: 200 },
  ];
}

async function signIn() {
  const response = await fetch(`http://127.0.0.1:${server.httpPort}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: PASSWORD }),
  });
  if (!response.ok) throw new Error(`sign-in: ${response.status} ${await response.text()}`);
  return response.headers.getSetCookie()[0].split(';')[0];
}

/** When each session was last seen to change, by its client. */
const changed = new Map();
const latencies = [];
let happened = 0;
let behind = 0;
/** Resumptions that came to nothing: their sessions sleep on. */
let failed = 0;

/** Cuts and resumes clients in turn, half of the changes each, until told to stop. */
function churn(clients) {
  const awake = [...clients];
  const asleep = [];
  let [stopped, due] = [false, performance.now()];
  const pending = new Set();
  const note = (client, kind) => {
    changed.set(client.jid, { kind, at: performance.now() });
    happened++;
  };
  const step = () => {
    const client = awake.shift();
    client.cut();
    note(client, 'smacks-hibernation-start');
    asleep.push(client);
    const sleeper = asleep.length > changes ? asleep.shift() : undefined;
    const resumed = sleeper?.resume().then(
      () => {
        note(sleeper, 'smacks-resumed');
        awake.push(sleeper);
      },
      () => {
        failed++;
      },
    );
    if (resumed === undefined) return;
    pending.add(resumed);
    resumed.finally(() => pending.delete(resumed));
  };
  const done = (async () => {
    while (!stopped) {
      for (; due <= performance.now() && awake.length > 0; due += 2000 / changes) {
        // A generator that cannot keep up does not make up for it in bursts.
        if (performance.now() - due > 1000) {
          behind += Math.floor((performance.now() - due) / (2000 / changes));
          due = performance.now();
        }
        step();
      }
      await pause(5);
    }
    await Promise.all(pending);
  })();
  return () => {
    stopped = true;
    return done;
  };
}

/** The server's figures of one phase. */
async function phase() {
  const [cpu, main, count, at] = [
    cpuSeconds(server.pid),
    mainThreadSeconds(server.pid),
    happened,
    performance.now(),
  ];
  await pause(seconds * 1000);
  const wall = (performance.now() - at) / 1000;
  return {
    cpu: (cpuSeconds(server.pid) - cpu) / wall,
    main: (mainThreadSeconds(server.pid) - main) / wall,
    changes: (happened - count) / wall,
    rss: rssBytes(server.pid),
  };
}

const told = (jid, kind, at) => {
  const last = changed.get(jid);
  if (last?.kind === kind && at >= last.at) latencies.push(at - last.at);
};
const mean = (list, of) => list.reduce((sum, one) => sum + of(one), 0) / list.length;
const rounded = (value, digits = 1) => Number(value.toFixed(digits));
const percentile = (share) => rounded(latencies[Math.floor(latencies.length * share)] ?? Number.NaN, 0);

try {
  const clients = Array.from({ length: sessions }, (_, i) => {
    const user = `u${Math.floor(i / PER_ACCOUNT)}`;
    return new LoadClient({ ...server.address, user, password: 'secret', resource: `r${i}` });
  });
  await inParallel(clients, 40, (client) => client.open({ presence: false }));
  process.stderr.write(`${sessions} logged in\n`);
  const cookie = await signIn();
  const stop = churn(clients);
  await pause(5000);
  const [without, watched, tally] = [[], [], { messages: 0, bytes: 0, resyncs: 0 }];
  for (let round = 0; round < rounds; round++) {
    without.push(await phase());
    const watching = Array.from(
      { length: viewers },
      (_, v) => new LiveViewer(server.httpPort, cookie, asksOf(v), told),
    );
    for (const viewer of watching) await viewer.open();
    watched.push(await phase());
    for (const viewer of watching) {
      for (const name of Object.keys(tally)) tally[name] += viewer[name];
      await viewer.close();
    }
    process.stderr.write(`round ${round + 1} of ${rounds}\n`);
  }
  await stop();
  latencies.sort((a, b) => a - b);
  const percent = (of) => [rounded(100 * mean(without, of)), rounded(100 * mean(watched, of))];
  const figures = {
    ...{ sessions, viewers },
    changesPerSecond: [mean(without, (one) => one.changes), mean(watched, (one) => one.changes)].map((rate) =>
      rounded(rate, 0),
    ),
    notKeptUp: behind,
    failedResumes: failed,
    cpuPercentWithoutAndWith: percent((one) => one.cpu),
    mainThreadPercentWithoutAndWith: percent((one) => one.main),
    liveCpuPercent: rounded(100 * (mean(watched, (one) => one.cpu) - mean(without, (one) => one.cpu))),
    latencyMs: { samples: latencies.length, p50: percentile(0.5), p99: percentile(0.99) },
    rssMbWithoutAndWith: [without, watched].map((phases) => rounded(mean(phases, (one) => one.rss) / 1e6, 0)),
    perViewerAndSecond: {
      messages: rounded(tally.messages / viewers / seconds / rounds),
      kilobytes: rounded(tally.bytes / viewers / seconds / rounds / 1000),
    },
    resyncs: tally.resyncs,
  };
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  for (const client of clients) client.cut();
} finally {
  await server.stop();
}

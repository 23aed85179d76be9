/**
 * What the journal costs and gives, durability `none` beside it in the same run. Prints one JSON document:
 * CPU per delivered and per queued message and the time an `<a/>` takes (none, journal, journal with fsync), in rounds
 * that take turns; bytes on disk per queued stanza; the start after a `kill -9` with `--sessions N` (10000) asleep, each
 * a login over a socket and with `--stanzas N` (20) in its queue; how long the loop was busy at a time while old
 * segments were carried forward, and the longest append meanwhile, which takes a step of that along. `--messages N` (20000) to a round, `--rounds N` (3).
 */
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { LoadClient } from './client.mjs';
import { startDormouse } from './dormouse-server.mjs';
import { Sleeper } from './expiry-sleeper.mjs';
import { inParallel } from './in-parallel.mjs';
import { chat, queueing } from './scenarios.mjs';

const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '10000' },
    stanzas: { type: 'string', default: '20' },
    messages: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '3' },
  },
});
const [sessions, stanzas, messages, rounds] = ['sessions', 'stanzas', 'messages', 'rounds'].map((name) =>
  Number(values[name]),
);
const BODY = 'x'.repeat(200);
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const rounded = (value) => Number(value.toFixed(2));
const say = (text) => process.stderr.write(`${text}\n`);

const MODES = {
  none: { SMACKS_DURABILITY: 'none' },
  journal: { SMACKS_DURABILITY: 'journal' },
  fsync: { SMACKS_DURABILITY: 'journal', SMACKS_FSYNC: 'on' },
};

/** Times from a message with `<r/>` to its `<a/>`, one after another on one connection, in ms. */
async function acks(server, count) {
  const [from, to] = [0, 1].map(
    (i) => new LoadClient({ ...server.address, user: `u${i}`, password: 'secret' }),
  );
  await from.open();
  await to.open();
  const times = [];
  for (let i = -100; i < count; i++) {
    const startedAt = performance.now();
    await from.deliver(`<message to='${to.jid}' type='chat' id='a${i}'><body>${BODY}</body></message>`);
    if (i >= 0) times.push(performance.now() - startedAt);
  }
  from.cut();
  to.cut();
  times.sort((a, b) => a - b);
  const percentile = (p) => rounded(times[Math.floor((times.length - 1) * p)]);
  return { ackP50Ms: percentile(0.5), ackP99Ms: percentile(0.99) };
}

async function costs() {
  const runs = { none: [], journal: [], fsync: [] };
  for (let round = 0; round < rounds; round++)
    for (const [mode, env] of Object.entries(MODES)) {
      const server = await startDormouse(20, env);
      try {
        const figures = { ...(await chat(server, messages)), ...(await acks(server, 500)) };
        if (mode !== 'fsync') Object.assign(figures, await queueing(server, messages / 4));
        runs[mode].push(figures);
        say(`round ${round + 1}, ${mode}: ${JSON.stringify(figures)}`);
      } finally {
        await server.stop();
      }
    }
  return Object.fromEntries(
    Object.entries(runs).map(([mode, figures]) => [
      mode,
      Object.fromEntries(Object.keys(figures[0]).map((key) => [key, median(figures.map((one) => one[key]))])),
    ]),
  );
}

const journalBytes = (server) => {
  const folder = join(server.dataDir, 'journal');
  const names = readdirSync(folder).filter((name) => name.endsWith('.segment'));
  return names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
};

/** What the dashboard's first page shows. */
async function overview({ dataDir }) {
  const call = request({ socketPath: join(dataDir, 'control.sock'), path: '/api/v1/overview' }).end();
  const [response] = await once(call, 'response');
  return json(response);
}

/** So many sessions asleep, each with its queue. Answers what they take on disk. */
async function sleepers(server, count, each) {
  const until = Date.now() + 80_000_000;
  const jids = [];
  await inParallel([...Array(count).keys()], 40, async (i) => {
    const sleeper = new Sleeper(server.address, `u${i % 1000}`, `r${i}`);
    jids.push(await sleeper.login({ until, presence: false }));
    sleeper.cut();
  });
  await pause(1_000);
  const asleep = journalBytes(server);
  const sender = new LoadClient({ ...server.address, user: 'u1000', password: 'secret' });
  await sender.open();
  for (let from = 0; from < jids.length; from += 20) {
    const batch = jids.slice(from, from + 20);
    const xml = batch.flatMap((jid) =>
      Array.from(
        { length: each },
        (_, n) => `<message to='${jid}' type='chat' id='${n}'><body>${BODY}</body></message>`,
      ),
    );
    await sender.deliver(xml.join(''));
  }
  sender.cut();
  await pause(500);
  return { asleep, full: journalBytes(server) };
}

const asleep = {
  ...MODES.journal,
  SMACKS_MAX_HIBERNATED_SESSIONS: 'none',
  SMACKS_MAX_HIBERNATION_TIME: '86400',
};

async function recovery() {
  const server = await startDormouse(1001, {
    ...asleep,
    DORMOUSE_JOURNAL_SEGMENT_BYTES: String(1 << 30),
    DORMOUSE_LOG_LEVEL: 'info',
  });
  try {
    const bytes = await sleepers(server, sessions, stanzas);
    await server.crash();
    return {
      sessions,
      stanzas: sessions * stanzas,
      bytesPerSession: Math.round(bytes.asleep / sessions),
      bytesPerQueuedStanza: Math.round((bytes.full - bytes.asleep) / (sessions * stanzas)),
      journalMB: rounded(bytes.full / 1e6),
      recoveryMs: server.recovery.ms,
      recoveryCpuMs: server.recovery.cpuMs,
      startMs: Math.round(server.readyMs),
    };
  } finally {
    await server.stop();
  }
}

/** A journal that has to carry what sleeps from segment to segment while others chat. */
async function carrying() {
  const folder = mkdtempSync(join(tmpdir(), 'dormouse-journal-bench-'));
  const figuresFile = join(folder, 'loop.json');
  const watch = {
    NODE_OPTIONS: `--import ${new URL('loop-watch.mjs', import.meta.url).href}`,
    LOOP_WATCH_FILE: figuresFile,
  };
  const busy = async (env, wanted) => {
    const server = await startDormouse(1001, {
      ...env,
      ...watch,
      SMACKS_MAX_HIBERNATED_SESSIONS: 'none',
      SMACKS_MAX_HIBERNATION_TIME: '86400',
    });
    try {
      if (wanted) await sleepers(server, 1000, 20);
      await chat(server, 2000);
      const figures = async () => {
        rmSync(figuresFile, { force: true });
        process.kill(server.pid, 'SIGUSR2');
        while (!existsSync(figuresFile)) await pause(20);
        await pause(20);
        return JSON.parse(readFileSync(figuresFile, 'utf8'));
      };
      await figures();
      const first = wanted ? Math.min(...segments(server)) : 0;
      await chat(server, messages * 3);
      const { maxCpuMs, maxGcMs } = await figures();
      const dropped = wanted ? Math.min(...segments(server)) - first : 0;
      return {
        maxCpuMs: rounded(maxCpuMs),
        maxGcMs: rounded(maxGcMs),
        ...(wanted && {
          dropped,
          journalMB: rounded(journalBytes(server) / 1e6),
          longestAppendMs: rounded((await overview(server)).journal.longestAppend),
        }),
      };
    } finally {
      await server.stop();
    }
  };
  try {
    return {
      carrying: await busy({ ...MODES.journal, DORMOUSE_JOURNAL_SEGMENT_BYTES: String(1 << 20) }, true),
      none: await busy(MODES.none, false),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const segments = (server) =>
  readdirSync(join(server.dataDir, 'journal'))
    .filter((name) => name.endsWith('.segment'))
    .map((name) => Number.parseInt(name, 10));

const figures = { costs: await costs() };
say('recovery');
figures.recovery = await recovery();
say('carrying forward');
figures.carryingForward = await carrying();
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);

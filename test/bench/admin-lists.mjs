/**
 * Lists of the admin API over very many sessions: how long the event loop stands still for one request, what it costs and
 * how long it takes. The sessions come from a journal, as after a `kill -9`. Prints one JSON document. `--sessions N`
 * (100000), `--accounts N` (20000), `--old N` (50000) ended ones, `--stanzas N` (4) at most in a queue, `--rounds N` (5) of each request.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { sessionListing } from '../../dist/libs/contracts/src/index.js';
import { mainThreadSeconds } from './process-figures.mjs';
import { writeCrowd } from './sleeping-crowd.mjs';

const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '100000' },
    accounts: { type: 'string', default: '20000' },
    old: { type: 'string', default: '50000' },
    stanzas: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '5' },
  },
});
const crowd = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)]));
const say = (text) => process.stderr.write(`${text}\n`);
const rounded = (value) => Number(value.toFixed(1));

const folder = mkdtempSync(join(tmpdir(), 'dormouse-lists-'));
const dataDir = join(folder, 'data');
const figuresFile = join(folder, 'loop.json');

say('writing the journal');
await writeCrowd(dataDir, crowd);
const child = spawn(process.execPath, [join(import.meta.dirname, '../../dist/apps/server/src/main.js')], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: {
    ...process.env,
    NODE_OPTIONS: `--import ${new URL('loop-watch.mjs', import.meta.url).href}`,
    LOOP_WATCH_FILE: figuresFile,
    DORMOUSE_DATA_DIR: dataDir,
    DORMOUSE_C2S_PORT: '0',
    DORMOUSE_C2S_TLS_PORT: '0',
    DORMOUSE_HTTP_PORT: '0',
    DORMOUSE_LOG_LEVEL: 'error',
    SMACKS_MAX_HIBERNATED_SESSIONS: 'none',
    SMACKS_MAX_OLD_SESSIONS: 'none',
    SMACKS_MAX_HIBERNATION_TIME: '86400',
  },
});
const startedAt = performance.now();
await once(createInterface(child.stdout), 'line');
const startMs = performance.now() - startedAt;

function get(path) {
  return new Promise((resolve, reject) => {
    const asked = request(
      { socketPath: join(dataDir, 'control.sock'), path: `/api/v1${path}` },
      (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('end', () => {
          const text = Buffer.concat(parts).toString();
          if (response.statusCode === 200) resolve(JSON.parse(text));
          else reject(new Error(`${path} was answered ${response.statusCode} ${text}`));
        });
      },
    );
    asked.on('error', reject);
    asked.end();
  });
}

/** How long the loop stood still since the last time. */
async function loopFigures() {
  rmSync(figuresFile, { force: true });
  process.kill(child.pid, 'SIGUSR2');
  while (!existsSync(figuresFile)) await pause(5);
  await pause(10);
  return JSON.parse(readFileSync(figuresFile, 'utf8'));
}

const listPath = (list, { filter = [], ...query }) =>
  `/${list}?${new URLSearchParams([...filter.map((text) => ['filter', text]), ...Object.entries(query)])}`;

/** The worst stall and the median cost of asking `rounds` times. */
async function measure(name, ask) {
  const [cpu, wall, stalls, cpuStalls, gc] = [[], [], [], [], []];
  let answer;
  for (let round = 0; round < crowd.rounds; round++) {
    await pause(20);
    await loopFigures();
    const [cpuBefore, before] = [mainThreadSeconds(child.pid), performance.now()];
    answer = await ask();
    wall.push(performance.now() - before);
    cpu.push((mainThreadSeconds(child.pid) - cpuBefore) * 1000);
    const { maxMs, maxCpuMs, maxGcMs } = await loopFigures();
    stalls.push(maxMs);
    cpuStalls.push(maxCpuMs);
    gc.push(maxGcMs);
  }
  const median = (numbers) => rounded(numbers.toSorted((a, b) => a - b)[numbers.length >> 1]);
  const figures = {
    total: answer.total,
    stallMs: rounded(Math.max(...stalls)),
    stallCpuMs: rounded(Math.max(...cpuStalls)),
    gcMs: rounded(Math.max(...gc)),
    cpuMs: median(cpu),
    wallMs: median(wall),
  };
  say(`${name}: ${JSON.stringify(figures)}`);
  return figures;
}

const REQUESTS = {
  'first 50': {},
  'first 500': { limit: 500 },
  'last 500': { limit: 500, sort: '-id' },
  'all asleep': { filter: ['state=hibernating'], limit: 500 },
  'connected (none)': { filter: ['state=connected'] },
  'of one user': { filter: ['user=u777@localhost'] },
  'user contains': { filter: ['user~u77'] },
  'user contains, nobody': { filter: ['user~nobody'] },
  'address contains': { filter: ['address~.77'] },
  'unacked over': { filter: ['unacked>2'], limit: 500 },
  'unacked over, most first': { filter: ['unacked>2'], sort: '-unacked', limit: 500 },
  'soon over, soonest first': { filter: ['timeLeft<7h'], sort: 'timeLeft', limit: 500 },
  'three conditions': {
    filter: ['state=hibernating', 'resumes>2', 'hibernationReason=ack-timeout'],
    sort: '-since',
  },
};

try {
  await pause(3_000);
  await measure('idle', async () => {
    await pause(200);
    return {};
  });
  const lists = {};
  for (const [name, query] of Object.entries(REQUESTS))
    lists[name] = await measure(name, () => get(listPath('sessions', query)));
  const sorts = {};
  for (const sort of sessionListing.sorts)
    sorts[sort] = await measure(`sorted by ${sort}`, () => get(listPath('sessions', { sort, limit: 500 })));
  const worst = (figures, key) => Math.max(...Object.values(figures).map((one) => one[key]));
  const everySort = Object.fromEntries(
    ['stallMs', 'stallCpuMs', 'gcMs', 'cpuMs', 'wallMs'].map((key) => [key, worst(sorts, key)]),
  );
  const pages = await measure('20 pages by user', async () => {
    let page = await get(listPath('sessions', { sort: 'user', limit: 500 }));
    for (let n = 1; n < 20 && page.next !== null; n++)
      page = await get(listPath('sessions', { sort: 'user', limit: 500, after: page.next }));
    return page;
  });
  const together = await measure('20 at a time', async () => {
    const asked = Array.from({ length: 20 }, () =>
      get(listPath('sessions', { sort: '-queueBytes', limit: 50 })),
    );
    return (await Promise.all(asked))[0];
  });
  const old = {
    'newest 500': await measure('old sessions', () => get(listPath('old-sessions', { limit: 500 }))),
    'evicted, by user': await measure('old sessions evicted', () =>
      get(listPath('old-sessions', { filter: ['reason=evicted'], sort: 'user', limit: 500 })),
    ),
    'user contains': await measure('old sessions of users like', () =>
      get(listPath('old-sessions', { filter: ['user~u77'], limit: 500 })),
    ),
  };
  const users = {
    'first 50': await measure('users', () => get(listPath('users', {}))),
    'most asleep': await measure('users by hibernating', () =>
      get(listPath('users', { sort: '-hibernating', limit: 500 })),
    ),
    'contains, near the limit': await measure('users filtered', () =>
      get(listPath('users', { filter: ['user~u77', 'hibernating>2'], limit: 500 })),
    ),
  };
  const figures = {
    ...crowd,
    startMs: Math.round(startMs),
    lists,
    sorts,
    everySort,
    pages,
    together,
    old,
    users,
  };
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
} finally {
  child.kill('SIGTERM');
  await once(child, 'exit');
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Many sessions expire at once: how long the event loop stands still, and what a bounced stanza costs. Each session is
 * a real login over a socket that enables stream management, asks for a `max` that ends at a common moment, and is cut.
 * Prints one JSON document. `--sessions N` (20000), `--per-account N` (10), `--stanzas N` to each session (5),
 * `--presence`: the sessions are available, so that stanzas go round the account's other sessions before they come
 * back, `--policy bounce|offline|drop`.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { LoadClient } from './client.mjs';
import { startDormouse } from './dormouse-server.mjs';
import { Sleeper } from './expiry-sleeper.mjs';
import { inParallel } from './in-parallel.mjs';
import { cpuSeconds, mainThreadSeconds } from './process-figures.mjs';

const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '20000' },
    'per-account': { type: 'string', default: '10' },
    stanzas: { type: 'string', default: '5' },
    presence: { type: 'boolean', default: false },
    policy: { type: 'string', default: 'bounce' },
  },
});
const [count, perAccount, each] = [values.sessions, values['per-account'], values.stanzas].map(Number);
const accounts = Math.ceil(count / perAccount);
const SENDERS = 10;
const AT_ONCE = 40;
/** Time for logins and stanzas: generous, because a moment that has passed cannot be asked for. */
const deadline = Date.now() + 40_000 + count * 12 + count * each * 0.2;

const folder = mkdtempSync(join(tmpdir(), 'dormouse-expiry-'));
const figuresFile = join(folder, 'loop.json');
const server = await startDormouse(accounts + SENDERS, {
  NODE_OPTIONS: `--import ${new URL('loop-watch.mjs', import.meta.url).href}`,
  LOOP_WATCH_FILE: figuresFile,
  SMACKS_MAX_HIBERNATED_SESSIONS: 'none',
  SMACKS_MAX_HIBERNATION_TIME: '86400',
  SMACKS_ON_EXPIRY: values.policy,
  DORMOUSE_OFFLINE_MAX_MESSAGES: 'none',
});

/** Since the last time. */
async function loopFigures() {
  rmSync(figuresFile, { force: true });
  process.kill(server.pid, 'SIGUSR2');
  while (!existsSync(figuresFile)) await pause(20);
  await pause(20);
  return JSON.parse(readFileSync(figuresFile, 'utf8'));
}

/** Until the server has done next to nothing for two seconds. @param idle what it uses then, CPU seconds a second */
async function quiet(idle) {
  for (let still = 0, last = cpuSeconds(server.pid); still < 2; ) {
    await pause(1000);
    const now = cpuSeconds(server.pid);
    still = now - last < idle + 0.04 ? still + 1 : 0;
    last = now;
  }
}

/** What the server uses from now on until it is asked, in CPU seconds; `idle` of the same is taken off. */
function meter(idle) {
  const since = performance.now();
  const [all, main] = [cpuSeconds(server.pid), mainThreadSeconds(server.pid)];
  return () => {
    const wall = (performance.now() - since) / 1000;
    const used = { all: cpuSeconds(server.pid) - all, main: mainThreadSeconds(server.pid) - main, wall };
    if (idle === undefined) return used;
    for (const part of ['all', 'main']) used[part] -= (idle[part] / idle.wall) * wall;
    return used;
  };
}

try {
  const senders = Array.from(
    { length: SENDERS },
    (_, i) => new LoadClient({ ...server.address, user: `u${accounts + i}`, password: 'secret' }),
  );
  let returned = 0;
  for (const sender of senders) {
    await sender.open();
    sender.onMessages = (n) => {
      returned += n;
    };
  }
  const jids = [];
  await inParallel([...Array(count).keys()], AT_ONCE, async (i) => {
    const sleeper = new Sleeper(server.address, `u${i % accounts}`, `r${i}`);
    jids.push(await sleeper.login({ until: deadline, presence: values.presence }));
  });
  await pause(1500);
  await inParallel(senders, SENDERS, async (sender) => {
    const mine = jids.filter((_, i) => senders[i % SENDERS] === sender);
    for (let from = 0; from < mine.length; from += 100) {
      const batch = mine.slice(from, from + 100);
      const xml = batch.flatMap((jid) =>
        Array.from(
          { length: each },
          (_, n) => `<message to='${jid}' type='chat' id='${n}'><body>are you there?</body></message>`,
        ),
      );
      if (each > 0) await sender.deliver(xml.join(''));
    }
  });
  const spare = deadline - Date.now();
  if (spare < 6_000) throw new Error('too slow a machine: the sessions were not all asleep in time');
  process.stderr.write(`all asleep; they expire in ${Math.round(spare / 1000)} s\n`);
  await pause(spare - 5_000);
  // What the machine itself adds, on its own or by others who work on it.
  await loopFigures();
  const idleMeter = meter();
  await pause(3_000);
  // The watch on the loop costs more than the idle server itself.
  const idleUse = idleMeter();
  const idle = await loopFigures();
  const use = meter(idleUse);
  await pause(2_000);
  await quiet(idleUse.all / idleUse.wall);
  const cpu = use();
  const { maxMs, p999Ms, maxCpuMs, maxGcMs } = await loopFigures();
  const rounded = (value) => Number(value.toFixed(1));
  const figures = {
    sessions: count,
    stanzas: count * each,
    returned,
    loopMaxCpuMs: rounded(maxCpuMs),
    gcMaxMs: rounded(maxGcMs),
    loopMaxMs: rounded(maxMs),
    idleLoopMaxMs: rounded(idle.maxMs),
    loopP999Ms: rounded(p999Ms),
    cpuSeconds: rounded(cpu.all),
    cpuMicrosPerSession: rounded((cpu.all * 1e6) / count),
    mainThreadMicrosPerSession: rounded((cpu.main * 1e6) / count),
    ...(returned > 0 && {
      cpuMicrosPerBouncedStanza: rounded((cpu.all * 1e6) / returned),
      mainThreadMicrosPerBouncedStanza: rounded((cpu.main * 1e6) / returned),
    }),
  };
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  for (const sender of senders) sender.cut();
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

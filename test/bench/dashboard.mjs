/**
 * What the dashboard costs the browser of who watches: JavaScript of the first visit and of each page, time until the list of sessions
 * can be used, frames while it is scrolled and hundreds of rows change every second, memory of the tab over minutes of
 * that. In Debian's Chromium, on a server with sessions asleep in a prepared journal. Prints one JSON document. `--sessions N` (10000),
 * `--messages N` a second (300), `--seconds N` of scrolling (10), `--minutes N` of watching (2), `--visits N` (5).
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { LoadClient } from './client.mjs';
import { control } from './control.mjs';
import { firstLoadBytes, pageBytes, pageSources, readManifest, visitBytes } from './dashboard-bundle.mjs';
import { writeCrowd } from './sleeping-crowd.mjs';
import { slopePerMinute } from './slope.mjs';

const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '10000' },
    messages: { type: 'string', default: '300' },
    seconds: { type: 'string', default: '10' },
    minutes: { type: 'string', default: '2' },
    visits: { type: 'string', default: '5' },
  },
});
const { sessions, messages, seconds, minutes, visits } = Object.fromEntries(
  Object.entries(values).map(([name, value]) => [name, Number(value)]),
);
const PASSWORD = 'a password for the bench';
const say = (text) => process.stderr.write(`${text}\n`);
const rounded = (value, digits = 1) => Number(value.toFixed(digits));
const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

const folder = mkdtempSync(join(tmpdir(), 'dormouse-dashboard-'));
const dataDir = join(folder, 'data');
await writeCrowd(dataDir, { sessions, accounts: Math.ceil(sessions / 5), old: 100, stanzas: 4 });
const server = spawn(process.execPath, [join(import.meta.dirname, '../../dist/apps/server/src/main.js')], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: {
    ...process.env,
    DORMOUSE_DATA_DIR: dataDir,
    DORMOUSE_C2S_PORT: '0',
    DORMOUSE_C2S_TLS_PORT: '0',
    DORMOUSE_HTTP_PORT: '0',
    DORMOUSE_C2S_ALLOW_PLAINTEXT: 'true',
    DORMOUSE_C2S_MAX_BYTES_PER_SECOND: 'none',
    DORMOUSE_LOG_LEVEL: 'error',
    DORMOUSE_ADMIN_PASSWORD: PASSWORD,
    SMACKS_MAX_HIBERNATED_SESSIONS: 'none',
    SMACKS_MAX_OLD_SESSIONS: 'none',
    SMACKS_MAX_QUEUE_STANZAS: 'none',
    SMACKS_MAX_QUEUE_BYTES: 'none',
    SMACKS_MAX_HIBERNATION_TIME: '86400',
  },
});
const [line] = await once(createInterface(server.stdout), 'line');
const { listeners } = JSON.parse(line);
const base = `http://127.0.0.1:${listeners.http.port}`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
});

/** Notes when the first session that can be opened is in the document. */
const NOTE_FIRST_ROW = `new MutationObserver((_, observer) => {
  if (document.querySelector('[data-testid="session-row"]') === null) return;
  window.firstRowAt = performance.now();
  observer.disconnect();
}).observe(document, { childList: true, subtree: true });`;

/** From the start of the navigation to the first row, ms. */
async function visit(context) {
  const page = await context.newPage();
  await page.addInitScript(NOTE_FIRST_ROW);
  await page.goto(`${base}/sessions`);
  await page.getByTestId('session-row').first().waitFor();
  const at = await page.evaluate('window.firstRowAt');
  return { page, at };
}

async function signedIn() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const answer = await context.request.post(`${base}/api/v1/sign-in`, {
    data: { username: 'admin', password: PASSWORD },
  });
  if (!answer.ok()) throw new Error(`sign-in: ${answer.status()}`);
  return context;
}

/** Chat for sleepers all over the list, `messages` a second, until told to stop. */
async function churn() {
  await control(dataDir, 'POST', '/accounts', { jid: 'juliet@localhost', password: 'secret' });
  const address = { host: '127.0.0.1', port: listeners.c2s.port, domain: 'localhost' };
  const sender = new LoadClient({ ...address, user: 'juliet', password: 'secret', resource: 'balcony' });
  await sender.open({ presence: false });
  const accounts = Math.ceil(sessions / 5);
  let n = 0;
  const timer = setInterval(() => {
    for (let i = 0; i < messages / 10; i++) {
      const to = (n++ * 7919) % sessions;
      sender.send(
        `<message to='u${(to * 31) % accounts}@localhost/r${to}' type='chat'><body>${n}</body></message>`,
      );
    }
  }, 100);
  return () => {
    clearInterval(timer);
    sender.cut();
  };
}

/** Scrolls from top to bottom and counts how long frames took. */
const SCROLL = (ms) => `new Promise((resolve) => {
  const grid = document.querySelector('[role="grid"]');
  const frames = [];
  const long = [];
  const observer = new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) long.push(duration); });
  observer.observe({ type: 'longtask' });
  const start = performance.now();
  let last = start;
  const step = (now) => {
    frames.push(now - last);
    last = now;
    grid.scrollTop = ((now - start) / ${ms}) * (grid.scrollHeight - grid.clientHeight);
    if (now - start < ${ms}) requestAnimationFrame(step);
    else { observer.disconnect(); resolve({ frames: frames.slice(1), long }); }
  };
  requestAnimationFrame(step);
})`;

async function memory(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const samples = [];
  const every = Math.max(5000, (minutes * 60_000) / 30);
  for (const until = Date.now() + minutes * 60_000; Date.now() < until; ) {
    await cdp.send('HeapProfiler.collectGarbage');
    const { metrics } = await cdp.send('Performance.getMetrics');
    const of = (name) => metrics.find((metric) => metric.name === name).value;
    samples.push({
      at: Date.now(),
      heapMb: of('JSHeapUsedSize') / 1e6,
      nodes: of('Nodes'),
      listeners: of('JSEventListeners'),
    });
    await pause(every);
  }
  const ends = (name) => [samples[0][name], samples.at(-1)[name]].map((value) => rounded(value));
  // The first third warms up: caches, compiled code, the ring of events filling.
  const settled = samples.slice(Math.floor(samples.length / 3));
  return {
    minutes,
    samples: samples.length,
    heapMb: ends('heapMb'),
    heapMbPerMinute: rounded(slopePerMinute(settled.map(({ at, heapMb }) => [at, heapMb])), 3),
    nodes: ends('nodes'),
    listeners: ends('listeners'),
  };
}

try {
  const manifest = readManifest();
  const bundle = {
    firstVisit: firstLoadBytes(manifest),
    pages: Object.fromEntries(
      pageSources(manifest).map((page) => [
        basename(page, '.tsx'),
        { adds: pageBytes(manifest, page), beginningHere: visitBytes(manifest, page) },
      ]),
    ),
  };
  const [cold, warm] = [[], []];
  for (let n = 0; n < visits; n++) {
    const context = await signedIn();
    for (const times of [cold, warm]) {
      const { page, at } = await visit(context);
      times.push(at);
      await page.close();
    }
    await context.close();
  }
  say(`first row after ${median(cold)} and ${median(warm)} ms`);
  const { page } = await visit(await signedIn());
  const stop = await churn();
  await pause(2000);
  const { frames, long } = await page.evaluate(SCROLL(seconds * 1000));
  say('scrolled');
  await page.evaluate(`document.querySelector('[role="grid"]').scrollTop = 0`);
  const tab = await memory(page);
  stop();
  const dropped = frames.reduce((sum, ms) => sum + Math.max(0, Math.round(ms / (1000 / 60)) - 1), 0);
  const figures = {
    sessions,
    messagesPerSecond: messages,
    gzipBytes: bundle,
    firstRowMs: { cold: rounded(median(cold), 0), warm: rounded(median(warm), 0), visits },
    scrolling: {
      seconds,
      frames: frames.length,
      dropped,
      droppedPercent: rounded((100 * dropped) / (frames.length + dropped)),
      p95Ms: rounded(frames.toSorted((a, b) => a - b)[Math.floor(frames.length * 0.95)]),
      longTasks: long.length,
      longestTaskMs: rounded(Math.max(0, ...long), 0),
    },
    tab,
  };
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
} finally {
  await browser.close();
  server.kill('SIGTERM');
  await once(server, 'exit');
  rmSync(folder, { recursive: true, force: true });
}

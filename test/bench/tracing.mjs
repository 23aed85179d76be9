/**
 * What tracing costs: CPU per delivered message and per login with resume, without any spans, with the ring in memory alone,
 * with the default sampling, and with everything, against a collector on loopback. All servers stand at the same time and take
 * turns, so that drift of the machine meets each of them. What others on the machine do can only add to a figure, so it is
 * the least of the rounds that is compared; the median stands beside it. Then the spans that a login, a message and a
 * hibernation are told by, and their bytes. Prints one JSON document. `--messages N` (5000) to a round, `--rounds N` (15).
 */
import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { LoadClient } from './client.mjs';
import { startDormouse } from './dormouse-server.mjs';
import { OtlpSink } from './otlp-sink.mjs';
import { chat, resumes } from './scenarios.mjs';

const { values } = parseArgs({
  options: { messages: { type: 'string', default: '5000' }, rounds: { type: 'string', default: '15' } },
});
const messages = Number(values.messages);
const rounds = Number(values.rounds);

const ALL = Object.fromEntries(
  ['LIFECYCLE', 'CONNECT', 'ACK', 'MESSAGE', 'STORAGE'].map((kind) => [
    `DORMOUSE_TELEMETRY_${kind}_RATIO`,
    '1',
  ]),
);
const exporting = (sink) => ({ OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, OTEL_METRICS_EXPORTER: 'none' });
const MODES = {
  off: () => ({ DORMOUSE_TELEMETRY_RING_BYTES: '0' }),
  ring: () => ({}),
  default: exporting,
  everything: (sink) => ({ ...exporting(sink), ...ALL }),
};

const RESUMES = 60;
/** Each takes a warm-up of its own, so not every round has them. */
const RESUME_ROUNDS = 5;
/** Sessions whose logins and hibernations are told in full. */
const TOLD = 20;
/** Longer than spans wait to be exported together (five seconds), ms. */
const EXPORTED = 6000;

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const rounded = (value) => Number(value.toFixed(2));
const say = (text) => process.stderr.write(`${text}\n`);

/** Has everything of the twenty users recorded, or no longer. */
async function watch(server, method) {
  for (let i = 0; i < 20; i++) {
    const call = request({
      socketPath: join(server.dataDir, 'control.sock'),
      method,
      path: `/api/v1/tracing/users/u${i}@localhost`,
      headers: { 'content-type': 'application/json' },
    });
    call.end(method === 'PUT' ? '{"minutes":60}' : undefined);
    const [response] = await once(call, 'response');
    response.resume();
    if (response.statusCode >= 300) throw new Error(`${method} of a traced user: ${response.statusCode}`);
  }
}

/** A span now and then runs code that is not compiled yet for hours: it is compiled first, as in a server that has run so long. */
async function warmUp(server) {
  await watch(server, 'PUT');
  await chat(server, messages);
  await watch(server, 'DELETE');
}

async function dropped({ httpPort }) {
  const text = await (await fetch(`http://127.0.0.1:${httpPort}/metrics`)).text();
  const counts = text.matchAll(/^xmpp_telemetry_spans_dropped_total\{[^}]*\} (\d+)$/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}

/** The figure in each mode: least and median, and how many percent the least is above that of `off`. */
function compared(figure) {
  const of = (mode) => runs[mode].map((run) => run[figure]).filter((value) => value !== undefined);
  const least = (mode) => Math.min(...of(mode));
  return Object.fromEntries(
    Object.keys(runs).map((mode) => [
      mode,
      {
        least: least(mode),
        median: median(of(mode)),
        overheadPercent: rounded((least(mode) / least('off') - 1) * 100),
      },
    ]),
  );
}

/** What the sink got since it was asked last, for each of `count` things that happened. */
async function told(sink, count) {
  await pause(EXPORTED);
  const { spans, total, bytes } = sink.take();
  return {
    spansEach: rounded(total / count),
    bytesPerSpan: Math.round(bytes / total),
    byName: Object.fromEntries([...spans].map(([name, n]) => [name, rounded(n / count)])),
  };
}

/** Logins, then messages one by one, then hibernations that end with a resume, each by itself. */
async function stories(server, sink) {
  await pause(EXPORTED);
  sink.take();
  const clients = Array.from(
    { length: TOLD },
    (_, i) => new LoadClient({ ...server.address, user: `u${i}`, password: 'secret' }),
  );
  for (const client of clients) await client.open();
  const login = await told(sink, TOLD);
  const [from, to] = clients;
  for (let i = 0; i < 100; i++)
    await from.deliver(`<message to='${to.jid}' type='chat' id='t${i}'><body>hello</body></message>`);
  const message = await told(sink, 100);
  for (const client of clients) client.cut();
  await pause(500);
  for (const client of clients) await client.resume();
  const hibernationAndResume = await told(sink, TOLD);
  for (const client of clients) client.cut();
  return { login, message, hibernationAndResume };
}

const servers = {};
const sinks = {};
const runs = {};
try {
  for (const [mode, env] of Object.entries(MODES)) {
    sinks[mode] = await OtlpSink.start();
    servers[mode] = await startDormouse(20, env(sinks[mode]));
    runs[mode] = [];
  }
  const modes = Object.keys(MODES);
  for (const mode of ['ring', 'default']) await warmUp(servers[mode]);
  const before = { default: await dropped(servers.default), everything: 0 };
  await pause(EXPORTED);
  sinks.default.take();
  // The first round is the compiler's and is not counted.
  for (let round = -1; round < rounds; round++)
    for (let i = 0; i < modes.length; i++) {
      const mode = modes[(i + Math.max(round, 0)) % modes.length];
      const figures = await chat(servers[mode], messages);
      if (round < RESUME_ROUNDS) Object.assign(figures, await resumes(servers[mode], 20, RESUMES));
      if (round >= 0) runs[mode].push(figures);
      say(`round ${round + 1}, ${mode}: ${JSON.stringify(figures)}`);
    }
  await pause(EXPORTED);
  const figures = {
    messages,
    rounds,
    chatCpuMicrosPerMessage: compared('chatCpuMicros'),
    loginAndResumeCpuMs: compared('resumeCpuMs'),
    exported: {},
  };
  for (const mode of ['default', 'everything']) {
    const { total, bytes } = sinks[mode].take();
    const lost = (await dropped(servers[mode])) - before[mode];
    figures.exported[mode] = { spans: total, dropped: lost, bytesPerSpan: Math.round(bytes / total) };
  }
  figures.spans = await stories(servers.everything, sinks.everything);
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
} finally {
  for (const server of Object.values(servers)) await server.stop();
  for (const sink of Object.values(sinks)) sink.stop();
}

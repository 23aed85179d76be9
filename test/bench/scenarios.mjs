import { setTimeout as pause } from 'node:timers/promises';
import { LoadClient } from './client.mjs';
import { cpuSeconds, rssBytes } from './process-figures.mjs';

const BODY = 'x'.repeat(200);
const client = (server, i) => new LoadClient({ ...server.address, user: `u${i}`, password: 'secret' });

/** Long enough for a server to come to rest: these are measurements, not tests. */
const REST = 3000;

/** Rounds that are not measured: the server's compiler is at work in them. */
const WARMING = 100;

/** RSS of an idle and of a hibernating session, what a login costs, and all of them coming back at once. */
export async function sessions(server, count, { storm = false } = {}) {
  const clients = Array.from({ length: count }, (_, i) => client(server, i));
  await pause(REST);
  const rssAtStart = rssBytes(server.pid);
  const cpuBefore = cpuSeconds(server.pid);
  for (let i = 0; i < count; i += 50) await Promise.all(clients.slice(i, i + 50).map((c) => c.open()));
  const loginCpuMs = ((cpuSeconds(server.pid) - cpuBefore) * 1000) / count;
  await pause(REST);
  const rssIdle = rssBytes(server.pid);
  for (const c of clients) c.cut();
  await pause(REST);
  const rssAsleep = rssBytes(server.pid);
  const returning = storm ? await resumeAll(server, clients) : {};
  return {
    rssAtStartMB: rounded(rssAtStart / 1e6),
    rssPerIdleSessionKB: rounded((rssIdle - rssAtStart) / count / 1000),
    rssPerHibernatingSessionKB: rounded((rssAsleep - rssAtStart) / count / 1000),
    loginCpuMs: rounded(loginCpuMs),
    ...returning,
  };
}

/** From connect to `<resumed/>`, SCRAM in between; the clients take their share of the same machine. */
async function resumeAll(server, clients) {
  const cpuBefore = cpuSeconds(server.pid);
  const times = await Promise.all(
    clients.map(async (c) => {
      const startedAt = performance.now();
      await c.resume();
      return performance.now() - startedAt;
    }),
  );
  const cpu = cpuSeconds(server.pid) - cpuBefore;
  times.sort((a, b) => a - b);
  const percentile = (p) => Math.round(times[Math.floor((times.length - 1) * p)]);
  for (const c of clients) c.cut();
  return {
    stormP50Ms: percentile(0.5),
    stormP99Ms: percentile(0.99),
    stormCpuMsPerResume: rounded((cpu * 1000) / clients.length),
  };
}

/** Ten pairs chatting as fast as acknowledgement lets them; CPU per delivered message. */
export async function chat(server, total) {
  const clients = Array.from({ length: 20 }, (_, i) => client(server, i));
  await Promise.all(clients.map((c) => c.open()));
  const each = Math.ceil(total / 10);
  const pairs = Array.from({ length: 10 }, (_, i) => [clients[2 * i], clients[2 * i + 1]]);
  await Promise.all(pairs.map(([from, to]) => exchange(from, to, 500)));
  const cpuBefore = cpuSeconds(server.pid);
  const startedAt = performance.now();
  await Promise.all(pairs.map(([from, to]) => exchange(from, to, each)));
  const seconds = (performance.now() - startedAt) / 1000;
  const cpu = cpuSeconds(server.pid) - cpuBefore;
  for (const c of clients) c.cut();
  return {
    chatCpuMicros: rounded((cpu * 1e6) / (each * 10)),
    chatMessagesPerSecond: Math.round((each * 10) / seconds),
  };
}

/** Sends `count` messages with at most 100 under way; the sender asks for an ack every ten. */
function exchange(from, to, count) {
  return new Promise((resolve) => {
    let sent = 0;
    let got = 0;
    const more = () => {
      let xml = '';
      while (sent < count && sent - got < 100) {
        xml += `<message to='${to.jid}' type='chat' id='m${sent++}'><body>${BODY}</body></message>`;
        if (sent % 10 === 0) xml += "<r xmlns='urn:xmpp:sm:3'/>";
      }
      if (xml !== '') from.send(xml);
    };
    to.onMessages = (n) => {
      got += n;
      if (got >= count) resolve();
      else more();
    };
    more();
  });
}

/** A resume that sends `depth` stanzas again, login included. */
export async function resumes(server, depth, rounds) {
  const [sender, sleeper] = [client(server, 0), client(server, 1)];
  await sender.open();
  await sleeper.open();
  let cpu = 0;
  for (let round = -WARMING; round < rounds; round++) {
    sleeper.cut();
    await sender.deliver(messages(sleeper.jid, depth));
    const before = cpuSeconds(server.pid);
    let got = 0;
    const all = new Promise((resolve) => {
      sleeper.onMessages = (n) => {
        got += n;
        if (got >= depth) resolve();
      };
    });
    await sleeper.resume();
    await all;
    if (round >= 0) cpu += cpuSeconds(server.pid) - before;
  }
  sender.cut();
  sleeper.cut();
  return { resumeCpuMs: rounded((cpu * 1000) / rounds) };
}

/** Messages for a session that sleeps: a hundred, then it comes and gets them, which is not measured. */
export async function queueing(server, total) {
  const [sender, sleeper] = [client(server, 0), client(server, 1)];
  await sender.open();
  await sleeper.open();
  const hundred = messages(sleeper.jid, 100);
  let cpu = 0;
  for (let round = -WARMING; round < total / 100; round++) {
    sleeper.cut();
    const before = cpuSeconds(server.pid);
    await sender.deliver(hundred);
    if (round >= 0) cpu += cpuSeconds(server.pid) - before;
    let got = 0;
    const all = new Promise((resolve) => {
      sleeper.onMessages = (n) => {
        got += n;
        if (got >= 100) resolve();
      };
    });
    await sleeper.resume();
    await all;
  }
  sender.cut();
  sleeper.cut();
  return { queueingCpuMicros: rounded((cpu * 1e6) / total) };
}

const messages = (to, count) =>
  `<message to='${to}' type='chat' id='q'><body>${BODY}</body></message>`.repeat(count);

const rounded = (value) => Number(value.toFixed(2));

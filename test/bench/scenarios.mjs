import { setTimeout as pause } from 'node:timers/promises';
import { LoadClient } from './client.mjs';
import { cpuSeconds, rssBytes } from './process-figures.mjs';

const BODY = 'x'.repeat(200);
const client = (server, i) => new LoadClient({ ...server.address, user: `u${i}`, password: 'secret' });

/** Long enough for a server to come to rest: these are measurements, not tests. */
const REST = 3000;

/** RSS of an idle and of a hibernating session, and what a login costs. */
export async function sessions(server, count) {
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
  return {
    rssAtStartMB: rounded(rssAtStart / 1e6),
    rssPerIdleSessionKB: rounded((rssIdle - rssAtStart) / count / 1000),
    rssPerHibernatingSessionKB: rounded((rssAsleep - rssAtStart) / count / 1000),
    loginCpuMs: rounded(loginCpuMs),
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

/** What queueing for a sleeper costs, and a resume that sends `depth` stanzas again. */
export async function queued(server, depth, rounds) {
  const [sender, sleeper] = [client(server, 0), client(server, 1)];
  await sender.open();
  await sleeper.open();
  let cpu = 0;
  for (let round = 0; round < rounds; round++) {
    sleeper.cut();
    let xml = '';
    for (let i = 0; i < depth; i++)
      xml += `<message to='${sleeper.jid}' type='chat' id='q${i}'><body>${BODY}</body></message>`;
    sender.send(xml);
    await pause(10);
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
    cpu += cpuSeconds(server.pid) - before;
  }
  sender.cut();
  sleeper.cut();
  return { resumeCpuMs: rounded((cpu * 1000) / rounds) };
}

const rounded = (value) => Number(value.toFixed(2));

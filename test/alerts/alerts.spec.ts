import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Exposition, scrape } from '../support/exposition.js';
import { bind } from '../support/negotiation.js';
import { OtlpReceiver } from '../support/otlp-receiver.js';
import { Stage } from '../support/stage.js';
import type { XmlClient } from '../support/xml-client.js';
import { judge } from './prometheus.js';
import { UnluckyServer } from './unlucky-server.js';

/** How late this machine's loops are while tests share it is told in one test, and is noise in the others. */
const LOOP = 'nodejs_eventloop_delay';
const withoutLoop = ({ types, samples }: Exposition): Exposition => ({
  types,
  samples: samples.filter(({ name }) => !name.startsWith(LOOP)),
});

/** A server of the test's own, and how it looked before anything befell it. */
async function calm(env: Readonly<Record<string, string>> = {}) {
  const server = new UnluckyServer(env);
  onTestFinished(() => server.dispose());
  await server.start();
  const stage = new Stage();
  stage.server = server;
  const look = async () => withoutLoop(await scrape(server.address));
  return { server, stage, look, before: await look() };
}

/** Looks until the metrics show it. */
const until = (look: () => Promise<Exposition>, name: string, enough: (sum: number) => boolean) =>
  vi.waitFor(
    async () => {
      const seen = await look();
      const sum = seen.samples.filter((one) => one.name === name).reduce((all, { value }) => all + value, 0);
      if (!enough(sum)) throw new Error(`${name} is ${sum}`);
      return seen;
    },
    { timeout: 20_000, interval: 50 },
  );

const message = (to: string, id: string | number, length = 20) =>
  `<message to='${to}' type='chat' id='${id}'><body>${'x'.repeat(length)}</body></message>`;

/** Sends to somebody, and reads what comes of it: everything the server was told is done. */
async function send(client: XmlClient, to: string, count: number, length?: number): Promise<void> {
  for (let i = 0; i < count; i++) client.send(message(to, i, length));
  await client.acked();
}

describe('an ordinary day', () => {
  it('fires nothing: logins, chat, a resume, one that comes too late, a session that expires', async () => {
    const { stage, look, before } = await calm();
    const romeo = await stage.person('romeo');
    const desk = await romeo.signIn('starttls', { sm: 'resume' });
    const phone = await (await stage.person('juliet')).signIn('websocket', { sm: 'resume' });
    await send(desk, phone.fullJid, 20);
    phone.cut();
    await send(desk, phone.fullJid, 3);
    desk.send("<resume xmlns='urn:xmpp:sm:3' previd='unknown' h='0'/>");
    await desk.expect("<failed xmlns='urn:xmpp:sm:3'/>");
    await judge(before, await look(), []);
  });
});

describe('each alert fires when what it tells of happens', () => {
  it('DormouseDown: the server was killed', async () => {
    const { server, look, before } = await calm();
    await server.kill();
    await expect(look()).rejects.toThrow('fetch failed');
    await judge(before, null, ['DormouseDown']);
  });

  it('DormouseJournalStrained: the disk is full', async () => {
    const { server, stage, look, before } = await calm();
    const romeo = await (await stage.person('romeo')).signIn('starttls', { sm: 'resume' });
    await server.suffers('the disk is full');
    romeo.send(message(romeo.fullJid, 1));
    const after = await until(look, 'xmpp_journal_strained', (strained) => strained === 1);
    await judge(before, after, ['DormouseJournalStrained']);
  });

  it('DormouseJournalAppendSlow: the disk takes 80 ms for a write', async () => {
    const { server, stage, look } = await calm();
    const romeo = await (await stage.person('romeo')).signIn('starttls', { sm: 'resume' });
    const before = await look();
    await server.suffers('the disk is slow');
    for (let i = 0; i < 3; i++) await send(romeo, 'nobody@localhost', 1);
    await judge(before, await look(), ['DormouseJournalAppendSlow']);
  });

  it('DormouseJournalIntentsPiling, DormouseJournalNotFreed: the database takes nothing for two hours', async () => {
    const { server, stage, look, before } = await calm({
      DORMOUSE_JOURNAL_SEGMENT_BYTES: '65536',
      DORMOUSE_OFFLINE_MAX_MESSAGES: '1000',
    });
    const juliet = await stage.person('juliet');
    const romeo = await (await stage.person('romeo')).signIn('starttls', { sm: 'resume' });
    await server.suffers('the database is stuck');
    // Each round is a turn of its own or more, and a file of the journal.
    for (let round = 0; round < 10; round++) {
      for (let i = 0; i < 15; i++) romeo.send(message(juliet.jid, `${round}-${i}`, 5000));
      romeo.send(`<iq type='get' id='${round}' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>`);
      await romeo.expect(`<iq type='result' id='${round}'/>`);
    }
    await server.suffers('two hours pass');
    await judge(before, await look(), ['DormouseJournalIntentsPiling', 'DormouseJournalNotFreed']);
  });

  it('DormouseJournalDamaged: a byte in the middle of the journal has changed', async () => {
    const { server, stage, look, before } = await calm();
    const romeo = await (await stage.person('romeo')).signIn('starttls', { sm: 'resume' });
    for (let i = 0; i < 10; i++) await send(romeo, romeo.fullJid, 1, 1000);
    await server.kill();
    const folder = join(server.dataDir, 'journal');
    const [segment = ''] = readdirSync(folder).filter((name) => name.endsWith('.segment'));
    const bytes = readFileSync(join(folder, segment));
    const middle = bytes.length >> 1;
    bytes[middle] = (bytes[middle] as number) ^ 1;
    writeFileSync(join(folder, segment), bytes);
    await server.restart();
    await judge(before, await look(), ['DormouseJournalDamaged']);
  });

  it('DormouseResumesFail: a client asks again and again for a session that is not there', async () => {
    const { stage, look, before } = await calm();
    const romeo = await (await stage.person('romeo')).arrive('starttls');
    for (let i = 0; i < 11; i++) {
      romeo.send("<resume xmlns='urn:xmpp:sm:3' previd='unknown' h='0'/>");
      await romeo.expect("<failed xmlns='urn:xmpp:sm:3'/>");
    }
    await judge(before, await look(), ['DormouseResumesFail']);
  });

  it('DormouseEvictions: one browser leaves a session behind with each visit', async () => {
    const { stage, look, before } = await calm({ SMACKS_MAX_HIBERNATED_SESSIONS: '1' });
    const romeo = await stage.person('romeo');
    for (let i = 0; i < 12; i++) {
      const tab = await romeo.signIn('websocket', { sm: 'resume', presence: false });
      tab.cut();
    }
    const after = await until(look, 'xmpp_sm_eviction_total', (evicted) => evicted === 11);
    await judge(before, after, ['DormouseEvictions']);
  });

  it('DormouseAcksSlow: a client thinks for a minute before it acknowledges', async () => {
    const { server, stage, look } = await calm();
    const [romeo, juliet] = [await stage.person('romeo'), await stage.person('juliet')];
    const phone = await juliet.signIn('starttls', { sm: 'resume' });
    const desk = await romeo.signIn('starttls', { sm: 'resume' });
    await send(desk, phone.fullJid, 1);
    await phone.expect("<message id='0'/>");
    const before = await until(look, 'xmpp_sm_ack_duration_count', (acks) => acks > 0);
    phone.answering = false;
    phone.showRequests = true;
    desk.send(message(phone.fullJid, 1));
    await phone.expect("<message id='1'/>");
    await phone.expect("<r xmlns='urn:xmpp:sm:3'/>");
    await server.suffers('a minute passes');
    phone.send(`<a xmlns='urn:xmpp:sm:3' h='${phone.sm?.h}'/>`);
    await phone.acked();
    await judge(before, await look(), ['DormouseAcksSlow']);
  });

  it('DormouseAckTimeouts: six clients do not acknowledge at all', async () => {
    const { server, stage, look, before } = await calm();
    const desk = await (await stage.person('romeo')).signIn('starttls', { sm: 'resume' });
    for (let i = 0; i < 6; i++) {
      const phone = await (await stage.person('juliet')).signIn('starttls', { sm: 'resume' });
      phone.answering = false;
      await send(desk, phone.fullJid, 1);
    }
    await server.suffers('a minute passes');
    await server.suffers('a minute passes');
    const after = await until(look, 'xmpp_sm_ack_timeouts_total', (timeouts) => timeouts === 6);
    await judge(before, after, ['DormouseAckTimeouts']);
  });

  it('DormouseQueuePressure, DormouseQueueFull: more is written to a sleeper than its queue holds', async () => {
    const { server, stage, look, before } = await calm({ SMACKS_MAX_QUEUE_STANZAS: '10' });
    const desk = await (await stage.person('romeo')).signIn('starttls', { sm: 'resume' });
    const phone = await (await stage.person('juliet')).signIn('starttls', { sm: 'resume' });
    phone.cut();
    await server.suffers('a minute passes');
    await send(desk, phone.fullJid, 9);
    await judge(before, await look(), ['DormouseQueuePressure']);
    await send(desk, phone.fullJid, 2);
    await judge(before, await look(), ['DormouseQueuePressure', 'DormouseQueueFull']);
  });

  it('DormouseEventLoopSlow: the server is busy with something else', async () => {
    const { server, before } = await calm();
    await server.suffers('the loop is busy');
    await judge(before, await scrape(server.address), ['DormouseEventLoopSlow']);
  });

  it('DormouseSpansDropped: the collector is gone', async () => {
    const collector = await OtlpReceiver.start();
    const { url } = collector;
    await collector.stop();
    const { stage, look, before } = await calm({
      OTEL_EXPORTER_OTLP_ENDPOINT: url,
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_BSP_SCHEDULE_DELAY: '50',
      OTEL_EXPORTER_OTLP_TIMEOUT: '500',
    });
    const romeo = await (await stage.person('romeo')).arrive('starttls');
    await bind(romeo);
    const after = await until(look, 'xmpp_telemetry_spans_dropped_total', (dropped) => dropped > 0);
    await judge(before, after, ['DormouseSpansDropped']);
  });
});

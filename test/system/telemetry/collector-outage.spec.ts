import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OtlpReceiver } from '../../support/otlp-receiver.js';
import { ServerProcess } from '../../support/server-process.js';
import { Stage } from '../../support/stage.js';
import type { XmlClient } from '../../support/xml-client.js';

const QUEUE = 64;
const BATCH = 16;
/** Receipt, route, delivery; nobody here has stream management, so nothing else is told. */
const SPANS_OF_A_MESSAGE = 3;
const MESSAGES = 200;

let collector: OtlpReceiver;
const stage = new Stage();
let romeo: XmlClient;
let juliet: XmlClient;
/** Spans that have been made since the counting began, and those that had arrived before. */
let made = 0;
let before = 0;

const dropped = async (): Promise<{ queueFull: number; exportFailed: number }> => {
  const { host, http } = stage.server.address;
  const text = await (await fetch(`http://${host}:${http}/metrics`)).text();
  const of = (reason: string) =>
    Number(
      new RegExp(`^xmpp_telemetry_spans_dropped_total\\{reason="${reason}"\\} (\\d+)$`, 'm').exec(text)?.[1],
    );
  return { queueFull: of('queue_full'), exportFailed: of('export_failed') };
};

/** Spans that are neither delivered nor counted as dropped: all that the server can still hold. */
const held = async (): Promise<number> => {
  const { queueFull, exportFailed } = await dropped();
  return made - (collector.spans().length - before) - queueFull - exportFailed;
};

const complaints = () => stage.server.log.filter((line) => line.includes('telemetry:'));

/** Messages get through whatever the collector does; resolves when the last has. */
async function chat(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1)
    romeo.send(`<message to='${juliet.fullJid}' type='chat' id='m${i}'><body>wherefore</body></message>`);
  for (let i = 0; i < count; i += 1) await juliet.expect(`<message id='m${i}'/>`);
  made += count * SPANS_OF_A_MESSAGE;
}

/** What is sent now arrives, and nothing is left behind. */
async function whole(): Promise<void> {
  await expect.poll(held, { timeout: 20_000 }).toBe(0);
  const { queueFull, exportFailed } = await dropped();
  const arrived = collector.spans().length;
  await chat(1);
  await expect.poll(() => collector.spans().length).toBe(arrived + SPANS_OF_A_MESSAGE);
  expect(await dropped()).toEqual({ queueFull, exportFailed });
}

async function start(): Promise<void> {
  collector = await OtlpReceiver.start();
  stage.server = new ServerProcess({
    DORMOUSE_TELEMETRY_ACK_RATIO: '1',
    DORMOUSE_TELEMETRY_MESSAGE_RATIO: '1',
    DORMOUSE_TELEMETRY_STORAGE_RATIO: '0',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    // A batch that arrives and is answered later than this counts as arrived and as failed: no busy machine may take that long.
    OTEL_EXPORTER_OTLP_TIMEOUT: '1500',
    OTEL_BSP_SCHEDULE_DELAY: '10',
    OTEL_BSP_MAX_QUEUE_SIZE: String(QUEUE),
    OTEL_BSP_MAX_EXPORT_BATCH_SIZE: String(BATCH),
    OTEL_METRICS_EXPORTER: 'none',
  });
  await stage.server.start();
}

describe('a collector that is slow, gone or full, and back', () => {
  beforeAll(start);
  afterAll(async () => {
    await stage.server.dispose();
    await collector.stop();
  });

  it('costs spans, which are counted, and nothing else: no message waits, no more is held than the queue, each change is told once', async () => {
    const { url, port } = collector;
    romeo = await (await stage.person('romeo')).signIn('starttls', { presence: false });
    juliet = await (await stage.person('juliet')).signIn('starttls', { presence: false });
    const bound = (name: string) => collector.spans().filter((span) => span.name === name).length;
    await collector.waitForSpans(() => bound('xmpp.bind') === 2);
    before = collector.spans().length;
    await whole();

    // Slow: requests are taken and not answered.
    collector.behave('hang');
    await chat(MESSAGES);
    await chat(MESSAGES);
    expect(await held()).toBeLessThanOrEqual(QUEUE + BATCH);
    expect((await dropped()).queueFull).toBeGreaterThan(MESSAGES);
    await expect.poll(() => complaints().length, { timeout: 20_000 }).toBe(1);
    collector.behave('accept');
    await whole();
    await expect.poll(() => complaints().length, { timeout: 20_000 }).toBe(2);

    // Gone: nobody listens.
    await collector.stop();
    const arrived = collector.spans().length;
    await chat(MESSAGES);
    expect(await held()).toBeLessThanOrEqual(QUEUE + BATCH);
    await expect.poll(() => complaints().length, { timeout: 20_000 }).toBe(3);

    // There again, and full: refused with 429, and no second word about it.
    collector = await OtlpReceiver.start(port);
    before -= arrived;
    collector.behave(429);
    await chat(MESSAGES);
    await collector.waitForRequests(1);
    const failed = (await dropped()).exportFailed;
    await expect
      .poll(async () => (await dropped()).exportFailed, { timeout: 20_000 })
      .toBeGreaterThan(failed);
    expect(await held()).toBeLessThanOrEqual(QUEUE + BATCH);
    collector.behave('accept');
    await whole();
    await expect.poll(() => complaints().length, { timeout: 20_000 }).toBe(4);

    const { code } = await stage.server.stop();
    expect(code).toBe(0);
    const told = complaints().map((line) => (JSON.parse(line) as { msg: string }).msg);
    expect(told).toEqual([
      expect.stringMatching(new RegExp(`^telemetry: cannot export traces to ${url}: .*not repeated`)),
      'telemetry: exporting traces works again',
      expect.stringMatching(new RegExp(`^telemetry: cannot export traces to ${url}: .*not repeated`)),
      'telemetry: exporting traces works again',
    ]);
  }, 90_000);
});

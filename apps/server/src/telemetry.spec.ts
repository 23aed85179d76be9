import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  Counters,
  recordAck,
  recordAdmin,
  recordExpire,
  recordHibernationStart,
  registerMetrics,
  sampled,
  stanzasTold,
  tracing,
} from '#telemetry';
import { OtlpGrpcReceiver } from '../../../test/support/otlp-grpc-receiver.js';
import { OtlpReceiver } from '../../../test/support/otlp-receiver.js';
import { startTelemetry, type Telemetry, type TelemetrySettings } from './telemetry.js';

const at = Date.UTC(2026, 2, 1, 12);
const stops: (() => Promise<unknown>)[] = [];
let lines: string[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
  vi.unstubAllEnvs();
  lines = [];
});

async function start(env: Record<string, string>, settings: TelemetrySettings = {}): Promise<Telemetry> {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const telemetry = await startTelemetry(process.env, { warn: (line) => lines.push(line), ...settings });
  stops.push(() => telemetry.shutdown());
  return telemetry;
}

async function receiver(port = 0): Promise<OtlpReceiver> {
  const started = await OtlpReceiver.start(port);
  stops.push(() => started.stop());
  return started;
}

/** Keeps the lines, and says when the first has come. */
function awaitedWarning(): { warn: (line: string) => void; warned: Promise<void> } {
  let came = () => {};
  const warned = new Promise<void>((resolve) => {
    came = resolve;
  });
  const warn = (line: string) => {
    lines.push(line);
    came();
  };
  return { warn, warned };
}

/** One scrape of `/metrics`. */
async function scrape({ metricsHandler }: Telemetry): Promise<{ type: string | null; text: string }> {
  const server = createServer(metricsHandler);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`);
  const text = await response.text();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return { type: response.headers.get('content-type'), text };
}

/** Spans that never reached the collector, for this reason. */
const dropped = async (telemetry: Telemetry, reason: string) =>
  Number(
    new RegExp(`^xmpp_telemetry_spans_dropped_total\\{reason="${reason}"\\} (\\d+)$`, 'm').exec(
      (await scrape(telemetry)).text,
    )?.[1],
  );

/** Exports at once; an export is tried once and not again. */
const brisk = {
  OTEL_BSP_SCHEDULE_DELAY: '1',
  OTEL_EXPORTER_OTLP_TIMEOUT: '500',
  OTEL_METRICS_EXPORTER: 'none',
};

const act = (actor: string) => recordAdmin({ action: 'session.kill', actor, at });

const source = () => ({
  counters: new Counters(),
  connections: () => 42,
  sessions: () => ({ connected: 1, hibernating: 0, ending: 0 }),
  oldSessions: () => 0,
  limits: () => ({}),
  queue: () => ({ stanzas: 0, bytes: 0 }),
  queuesNearLimit: () => 0,
  eventLoopDelay: () => ({ p50: 0, p99: 0, max: 0 }),
  rssBytes: () => 0,
  journal: () => null,
});

describe('telemetry that is not configured', () => {
  it('loads no exporter but that of /metrics', async () => {
    // In a process of its own: this one has what other specs loaded.
    const program = `
      import { createRequire } from 'node:module';
      import { startTelemetry } from '${new URL('../../../dist/apps/server/src/telemetry.js', import.meta.url)}';
      const telemetry = await startTelemetry({}, { warn: console.error });
      console.log(JSON.stringify(Object.keys(createRequire('/').cache)));
      await telemetry.shutdown();`;
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [
      '--input-type=module',
      '--eval',
      program,
    ]);
    const loaded = JSON.parse(stdout) as string[];
    expect(loaded.some((file) => file.includes('exporter-prometheus'))).toBe(true);
    expect(loaded.filter((file) => /otlp|sdk-node|sdk-trace/.test(file))).toEqual([]);
    expect(stderr).toBe('');
  });

  it('makes no span and answers /metrics', async () => {
    const telemetry = await start({ OTEL_SERVICE_NAME: 'nightingale' });
    expect(telemetry.exporting).toBe(false);
    expect(act('admin')).toBeUndefined();
    registerMetrics(telemetry.meter, source());
    const { type, text } = await scrape(telemetry);
    expect(type).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(text).toMatch(/^xmpp_c2s_active_connections 42$/m);
    expect(text).toMatch(/^process_cpu_time_total\{cpu_mode="user"\} \d/m);
    expect(text).toMatch(/^target_info\{.*service_name="nightingale"/m);
    expect(lines).toEqual([]);
  });

  it('stays so when the SDK is disabled', async () => {
    const { url } = await receiver();
    const telemetry = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_SDK_DISABLED: 'true' });
    expect([telemetry.exporting, tracing.enabled]).toEqual([false, false]);
  });
});

describe('recent traces', () => {
  const session = { id: 's1', userHash: '00112233aabbccdd' };
  const fallAsleep = () =>
    recordHibernationStart({ session, reason: 'operator', unacked: 3, deadline: at, at, link: undefined });
  const ackPassed = () =>
    recordAck({ session, direction: 'ours', startedAt: at, endedAt: at, count: 1, h: 1, unacked: 0 });

  it('are remembered without a collector, as far as they tell of sessions’ lives', async () => {
    const telemetry = await start({});
    const recent = telemetry.remember(100_000);
    expect([telemetry.exporting, tracing.enabled]).toEqual([false, true]);
    expect([stanzasTold(), sampled('lifecycle', at)]).toEqual([false, true]);
    const ref = fallAsleep();
    ackPassed();
    const fates = { bounced: 3, stored: 0, rerouted: 0, dropped: 0 };
    recordExpire({ session, at: at + 60_000, fates, link: ref, reason: 'timer' });
    expect(recent.list(10, 's1').map((trace) => trace.name)).toEqual([
      'xmpp.sm.expire',
      'xmpp.sm.hibernation.start',
    ]);
    expect(recent.trace(ref?.traceId ?? '')).toMatchObject({
      spans: [
        {
          ...ref,
          parentSpanId: null,
          kind: 'internal',
          startedAt: at,
          endedAt: at,
          failed: false,
          attributes: { 'session.id': 's1', 'xmpp.sm.unacked': 3 },
          links: [],
        },
      ],
      followedBy: [{ name: 'xmpp.sm.expire', startedAt: at + 60_000 }],
    });
    expect(recent.telemetry()).toMatchObject({
      exporting: false,
      failing: [],
      traceUrl: null,
      ring: { spans: 2, limit: 100_000, forgotten: 0 },
    });
    expect(lines).toEqual([]);
  });

  it('are remembered beside a collector, and found there as well', async () => {
    const collector = await receiver();
    const telemetry = await start({ ...brisk, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    const recent = telemetry.remember(100_000);
    expect(stanzasTold()).toBe(true);
    const ref = fallAsleep();
    ackPassed();
    await collector.waitForSpan((span) => span.name === 'ack');
    expect(recent.list(10)).toMatchObject([{ traceId: ref?.traceId }]);
    expect(recent.telemetry()).toMatchObject({
      exporting: true,
      traceUrl: 'http://127.0.0.1:16686/trace/{traceId}',
    });
  });

  it('are found where the operator says', async () => {
    const telemetry = await start({});
    expect(telemetry.remember(1, 'https://jaeger/{traceId}').telemetry().traceUrl).toBe(
      'https://jaeger/{traceId}',
    );
  });

  it('cost nothing where there is no room for them', async () => {
    const telemetry = await start({});
    telemetry.remember(0);
    expect(tracing.enabled).toBe(false);
    expect(fallAsleep()).toBeUndefined();
  });
});

describe('telemetry with a collector', () => {
  it('delivers spans over HTTP, compressed, with who sent them', async () => {
    const collector = await receiver();
    const telemetry = await start({
      ...brisk,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
      OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=mouse',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=lab',
    });
    expect([telemetry.exporting, tracing.enabled]).toEqual([true, true]);
    const link = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) };
    const session = { id: 's1', userHash: '00112233aabbccdd' };
    const ref = recordHibernationStart({ session, reason: 'operator', unacked: 3, deadline: at, at, link });
    const span = await collector.waitForSpan(({ spanId }) => spanId === ref?.spanId);
    expect(span).toEqual({
      ...ref,
      parentSpanId: undefined,
      name: 'xmpp.sm.hibernation.start',
      kind: 'INTERNAL',
      startedAt: at,
      endedAt: at,
      attributes: {
        'session.id': 's1',
        'user.hash': '00112233aabbccdd',
        'xmpp.sm.reason': 'operator',
        'xmpp.sm.unacked': 3,
        'xmpp.sm.deadline': '2026-03-01T12:00:00.000Z',
      },
      events: [],
      links: [{ ...link, attributes: {} }],
      status: { code: 'UNSET', message: '' },
      resource: {
        'service.name': 'dormouse',
        'service.version': expect.stringMatching(/^\d+\.\d+\.\d+/),
        'service.instance.id': expect.stringMatching(/^[0-9a-f-]{36}$/),
        'deployment.environment.name': 'lab',
      },
      scope: { name: 'dormouse', schemaUrl: 'https://opentelemetry.io/schemas/1.44.0' },
    });
    expect(collector.requests[0]).toMatchObject({ gzip: true, headers: { 'x-tenant': 'mouse' } });
  });

  it('delivers spans and metrics over gRPC, with the headers it was told', async () => {
    const collector = await OtlpGrpcReceiver.start();
    stops.push(() => collector.stop());
    const telemetry = await start({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
      OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=mouse',
      OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'x-signal=traces',
    });
    registerMetrics(telemetry.meter, source());
    act('admin');
    await telemetry.shutdown();
    expect(collector.spans().map((span) => span.name)).toEqual(['admin.session.kill']);
    expect(collector.metrics().map((metric) => metric.name)).toContain('xmpp.c2s.active_connections');
    const headersOf = (service: string) =>
      collector.requests.find(({ path }) => path.includes(service))?.headers;
    expect(headersOf('TraceService')).toMatchObject({ 'x-tenant': 'mouse', 'x-signal': 'traces' });
    expect(headersOf('MetricsService')).not.toHaveProperty('x-signal');
    expect(lines).toEqual([]);
  });

  it('counts and tells once what a gRPC collector refuses, and is whole again when it has room', async () => {
    const collector = await OtlpGrpcReceiver.start();
    stops.push(() => collector.stop());
    collector.behave('RESOURCE_EXHAUSTED');
    const { warn, warned } = awaitedWarning();
    const to = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'grpc' };
    const telemetry = await start({ ...brisk, ...to }, { warn });
    act('lost');
    await warned;
    act('lost too');
    await collector.waitForRequests(2);
    collector.behave('accept');
    act('kept');
    await collector.waitForSpan((span) => span.attributes['admin.actor'] === 'kept');
    expect(await dropped(telemetry, 'export_failed')).toBe(2);
    await telemetry.shutdown();
    expect(lines).toEqual([
      `telemetry: cannot export traces to ${collector.url}: gRPC RESOURCE_EXHAUSTED; not repeated until it works again`,
      'telemetry: exporting traces works again',
    ]);
  });

  it('flushes spans and pushes metrics when it is shut down', async () => {
    const collector = await receiver();
    const telemetry = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    registerMetrics(telemetry.meter, source());
    act('admin');
    await telemetry.shutdown();
    expect(collector.spans().map((span) => span.name)).toEqual(['admin.session.kill']);
    const pushed = collector.metrics().find((metric) => metric.name === 'xmpp.c2s.active_connections');
    expect(pushed?.points).toEqual([{ attributes: {}, value: 42 }]);
    expect(pushed?.resource['service.instance.id']).toBe(
      collector.spans()[0]?.resource['service.instance.id'],
    );
    expect(tracing.enabled).toBe(false);
  });
});

it('tells what the SDK complains about', async () => {
  await start({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', OTEL_TRACES_SAMPLER: 'dice', ...brisk });
  expect(lines).toEqual([expect.stringContaining('OTEL_TRACES_SAMPLER value "dice" invalid')]);
});

describe('telemetry without its collector', () => {
  it('warns once, counts what is lost, and is quiet and whole again when it is back', async () => {
    const gone = await receiver();
    const { port, url } = gone;
    await gone.stop();
    const { warn, warned } = awaitedWarning();
    const telemetry = await start({ ...brisk, OTEL_EXPORTER_OTLP_ENDPOINT: url }, { warn });
    act('first');
    await warned;
    const sick = await receiver(port);
    sick.behave(503);
    act('second');
    await sick.waitForRequests(1);
    act('third');
    await sick.waitForRequests(2);
    sick.behave('accept');
    act('fourth');
    await sick.waitForSpan((span) => span.attributes['admin.actor'] === 'fourth');
    await telemetry.shutdown();
    expect(sick.spans()).toHaveLength(1);
    expect(lines).toEqual([
      `telemetry: cannot export traces to ${url}: ECONNREFUSED; not repeated until it works again`,
      'telemetry: exporting traces works again',
    ]);
  });

  it('keeps no more spans than its queue holds, and counts the others', async () => {
    const collector = await receiver();
    collector.behave('hang');
    const telemetry = await start(
      {
        ...brisk,
        OTEL_EXPORTER_OTLP_TIMEOUT: '60000',
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        OTEL_BSP_MAX_QUEUE_SIZE: '8',
        OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '8',
      },
      { shutdownWithin: 20 },
    );
    act('in flight');
    await collector.waitForRequests(1);
    for (let i = 0; i < 100; i++) act('waiting');
    expect(await dropped(telemetry, 'queue_full')).toBe(92);
    expect(await dropped(telemetry, 'export_failed')).toBe(0);
  });

  it('counts what could not be delivered', async () => {
    const collector = await receiver();
    collector.behave(404);
    const { warn, warned } = awaitedWarning();
    const telemetry = await start({ ...brisk, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }, { warn });
    act('lost');
    await warned;
    expect(await dropped(telemetry, 'export_failed')).toBe(1);
  });

  it('does not hold up the end: a collector that never answers is left waiting', async () => {
    const collector = await receiver();
    collector.behave('hang');
    const telemetry = await start(
      { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_METRICS_EXPORTER: 'none' },
      { shutdownWithin: 200 },
    );
    act('admin');
    const ended = telemetry.shutdown();
    await collector.waitForRequests(1);
    await ended;
    // Had the export been waited for, its own timeout would have ended it first and been told.
    expect(lines).toEqual([]);
    expect(collector.pending).toBe(1);
  });
});

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { DiagLogLevel, diag, type Meter, metrics, trace } from '@opentelemetry/api';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import type { RecentTraces } from '#ports';
import { schemaUrl, scopeName, tracing } from '#telemetry';
import { metricExporter, traceExporter } from './telemetry/exporters.js';
import { readTelemetryOptions, type TelemetryOptions } from './telemetry/options.js';
import { packageVersion } from './telemetry/package-version.js';
import { registerProcessMetrics } from './telemetry/process-metrics.js';
import {
  loadMetricsSdk,
  loadResources,
  loadTracingSdk,
  type ProviderSpanProcessor,
  type Resource,
} from './telemetry/sdk.js';
import { BoundedSpanProcessor } from './telemetry/span-queue.js';
import { TraceMemory } from './telemetry/trace-memory.js';
import { TraceRing } from './telemetry/trace-ring.js';
import { TraceRingProcessor } from './telemetry/trace-ring-processor.js';
import { TelemetryWarnings, type Warn } from './telemetry/warnings.js';
import { watchExporter } from './telemetry/watched-exporter.js';

export interface Telemetry {
  /** Answers a Prometheus scrape; the HTTP port serves it at `/metrics`. */
  readonly metricsHandler: (request: IncomingMessage, response: ServerResponse) => void;
  /** Whether spans go to a collector. */
  readonly exporting: boolean;
  /**
   * Remembers recent traces from now on, collector or not; to be called once.
   * @param bytes that they may take; 0 for none
   * @param traceUrl where people find a trace elsewhere, with `{traceId}` in it
   */
  remember(bytes: number, traceUrl?: string): RecentTraces;
  /** For `registerMetrics`. */
  readonly meter: Meter;
  /** Exports what waits and lets go of OpenTelemetry's globals. Never rejects and takes two seconds at most. */
  shutdown(): Promise<void>;
}

export interface TelemetrySettings {
  /** Where warnings go. Telemetry starts before the logger, so by default a line of the logger's shape on stderr. */
  readonly warn?: Warn;
  /** Milliseconds that `shutdown` may take. */
  readonly shutdownWithin?: number;
}

/**
 * Starts OpenTelemetry's SDK; call it before anything else is loaded. Endpoints and exporters come from `env`; headers,
 * compression, certificates, samplers and batch sizes the SDK reads from `process.env` by their `OTEL_*` names.
 *
 * No context manager is registered: every span names its parent, and AsyncLocalStorage would cost each promise.
 */
export async function startTelemetry(
  env: Readonly<Record<string, string | undefined>>,
  { warn = warnOnStderr, shutdownWithin = 2000 }: TelemetrySettings = {},
): Promise<Telemetry> {
  const options = readTelemetryOptions(env);
  for (const problem of options.problems) warn(`telemetry: ${problem}`);
  const warnings = new TelemetryWarnings(warn);
  diag.setLogger(warnings.diagnostics, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });

  const resource = describeService();
  const prometheus = new PrometheusExporter({ preventServerStart: true, withoutScopeInfo: true });
  const pushing = await metricsPusher(options, warnings);
  const { MeterProvider } = loadMetricsSdk();
  const meterProvider = new MeterProvider({ resource, readers: [prometheus, ...pushing] });
  metrics.setGlobalMeterProvider(meterProvider);
  const meter = meterProvider.getMeter(scopeName, undefined, { schemaUrl });
  const stopProcessMetrics = registerProcessMetrics(meter);
  const recent = new TraceRingProcessor();
  const queue = await spanQueue(options, warnings, meter);
  const exporting = queue !== undefined;
  let tracerProvider = exporting ? startTracing(resource, [queue, recent], true) : undefined;

  return {
    exporting,
    meter,
    remember: (bytes, traceUrl) => {
      recent.ring = new TraceRing(bytes);
      if (bytes > 0) tracerProvider ??= startTracing(resource, [recent], false);
      return new TraceMemory(recent.ring, exporting, warnings, traceUrl);
    },
    metricsHandler: (request, response) => {
      prometheus.getMetricsRequestHandler(request, response);
      // Prometheus 3 wants to know which text format it is.
      response.setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8');
    },
    shutdown: async () => {
      tracing.enabled = false;
      stopProcessMetrics();
      await within(shutdownWithin, [tracerProvider?.shutdown(), meterProvider.shutdown()]);
      trace.disable();
      metrics.disable();
      diag.disable();
    },
  };
}

/** What tells this process from others; `OTEL_SERVICE_NAME` and `OTEL_RESOURCE_ATTRIBUTES` win. */
function describeService(): Resource {
  const { resourceFromAttributes, detectResources, envDetector } = loadResources();
  const own = resourceFromAttributes({
    'service.name': 'dormouse',
    'service.version': packageVersion(),
    'service.instance.id': randomUUID(),
  });
  return own.merge(detectResources({ detectors: [envDetector] }));
}

async function metricsPusher(options: TelemetryOptions, warnings: TelemetryWarnings) {
  const { metrics: to, metricsInterval, metricsTimeout } = options;
  if (to === undefined) return [];
  const exporter = watchExporter(await metricExporter(to), { signal: 'metrics', url: to.url, warnings });
  const { PeriodicExportingMetricReader } = loadMetricsSdk();
  const times = { exportIntervalMillis: metricsInterval, exportTimeoutMillis: metricsTimeout };
  return [new PeriodicExportingMetricReader({ exporter, ...times })];
}

/** The way to the collector; undefined where none is named. */
async function spanQueue(
  { traces: to, maxQueuedSpans }: TelemetryOptions,
  warnings: TelemetryWarnings,
  meter: Meter,
): Promise<BoundedSpanProcessor | undefined> {
  if (to === undefined) return undefined;
  const { BatchSpanProcessor } = loadTracingSdk();
  const exporter = watchExporter(await traceExporter(to), {
    signal: 'traces',
    url: to.url,
    warnings,
    taken: (spans) => queue.taken(spans),
    lost: (spans) => queue.lost(spans),
  });
  const batches = new BatchSpanProcessor(exporter, { maxQueueSize: maxQueuedSpans });
  const queue = new BoundedSpanProcessor(maxQueuedSpans, batches);
  queue.registerDrops(meter);
  return queue;
}

function startTracing(resource: Resource, spanProcessors: ProviderSpanProcessor[], exporting: boolean) {
  const { BasicTracerProvider } = loadTracingSdk();
  const provider = new BasicTracerProvider({ resource, spanProcessors });
  trace.setGlobalTracerProvider(provider);
  tracing.enabled = true;
  tracing.lifecycleOnly = !exporting;
  return provider;
}

/** Resolves when all are settled or the time is over; what fails then has been warned of already. */
async function within(ms: number, work: readonly (Promise<void> | undefined)[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([Promise.allSettled(work.filter((part) => part !== undefined)), enough]);
  clearTimeout(timer);
}

/** Level 40 is pino's warn. */
function warnOnStderr(msg: string): void {
  process.stderr.write(`${JSON.stringify({ level: 40, time: Date.now(), msg })}\n`);
}

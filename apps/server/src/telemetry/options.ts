/** A collector, and how it is spoken to. */
export interface Destination {
  readonly url: string;
  readonly protocol: 'http/protobuf' | 'grpc';
}

/** What the environment says about exporting (OpenTelemetry's own names, environment-variables specification). */
export interface TelemetryOptions {
  /** Where spans go, or undefined where no collector is named. */
  readonly traces: Destination | undefined;
  /** Where metrics are pushed to, or undefined; `/metrics` is there in any case. */
  readonly metrics: Destination | undefined;
  /** Spans that may wait for export. */
  readonly maxQueuedSpans: number;
  /** Milliseconds between two pushes of metrics, and how long one may take. */
  readonly metricsInterval: number;
  readonly metricsTimeout: number;
  /** What was asked for and cannot be had, in plain sentences. */
  readonly problems: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Nothing is exported unless an endpoint is named: a server must not look for a collector nobody spoke of. */
export function readTelemetryOptions(env: Environment): TelemetryOptions {
  const problems: string[] = [];
  const metricsInterval = positive(env['OTEL_METRIC_EXPORT_INTERVAL']) ?? 60_000;
  const metricsTimeout = positive(env['OTEL_METRIC_EXPORT_TIMEOUT']) ?? 30_000;
  const traces = destination(env, 'TRACES', problems);
  const metrics = destination(env, 'METRICS', problems);
  return {
    traces,
    metrics,
    maxQueuedSpans: positive(env['OTEL_BSP_MAX_QUEUE_SIZE']) ?? 2048,
    metricsInterval,
    metricsTimeout: Math.min(metricsTimeout, metricsInterval),
    // A general variable is wrong for both signals, and told once.
    problems: [...new Set(problems)],
  };
}

function destination(
  env: Environment,
  signal: 'TRACES' | 'METRICS',
  problems: string[],
): Destination | undefined {
  if (env['OTEL_SDK_DISABLED']?.trim().toLowerCase() === 'true') return undefined;
  const own = `OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`;
  const name = env[own]?.trim() ? own : 'OTEL_EXPORTER_OTLP_ENDPOINT';
  const endpoint = env[name]?.trim();
  if (!endpoint || !exportsOtlp(env, signal, problems)) return undefined;
  const protocol = protocolOf(env, signal, problems);
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol)) {
    // The value is not repeated: endpoints may carry credentials.
    problems.push(`${name} is not an http or https URL; ${signal.toLowerCase()} are not exported`);
    return undefined;
  }
  // gRPC knows its path itself. Over HTTP a signal's own endpoint is used as it is; the general one gets the signal's path
  // (OTLP exporter specification).
  const asItIs = protocol === 'grpc' || name === own;
  return { protocol, url: asItIs ? endpoint : `${endpoint.replace(/\/$/, '')}/v1/${signal.toLowerCase()}` };
}

function protocolOf(
  env: Environment,
  signal: 'TRACES' | 'METRICS',
  problems: string[],
): Destination['protocol'] {
  const own = env[`OTEL_EXPORTER_OTLP_${signal}_PROTOCOL`]?.trim();
  const asked = own || env['OTEL_EXPORTER_OTLP_PROTOCOL']?.trim();
  if (asked === 'grpc') return 'grpc';
  if (asked && asked !== 'http/protobuf')
    problems.push(`OTLP is spoken as http/protobuf or grpc, not ${asked}; http/protobuf it is`);
  return 'http/protobuf';
}

/** `prometheus` asks for what `/metrics` always does. */
function exportsOtlp(env: Environment, signal: 'TRACES' | 'METRICS', problems: string[]): boolean {
  const variable = `OTEL_${signal}_EXPORTER`;
  const chosen = (env[variable] ?? '').split(',').map((name) => name.trim());
  const wanted = chosen.filter((name) => name !== '');
  if (wanted.length === 0) return true;
  const unknown = wanted.filter((name) => !['otlp', 'none', 'prometheus'].includes(name));
  if (unknown.length > 0)
    problems.push(`${variable} asks for ${unknown.join(', ')}; there are only otlp and none`);
  return wanted.includes('otlp') && !wanted.includes('none');
}

function positive(text: string | undefined): number | undefined {
  const value = Number(text);
  return text?.trim() && Number.isInteger(value) && value > 0 ? value : undefined;
}

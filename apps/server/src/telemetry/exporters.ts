import type { Destination } from './options.js';

// Each exporter is loaded when it is asked for: gRPC alone takes as long to load as everything else of telemetry (ADR 0004).

/** Headers, compression, certificates and timeouts are read from `OTEL_EXPORTER_OTLP_*` by the exporter itself. */
export async function traceExporter({ url, protocol }: Destination) {
  const { OTLPTraceExporter } = await (protocol === 'grpc'
    ? import('@opentelemetry/exporter-trace-otlp-grpc')
    : import('@opentelemetry/exporter-trace-otlp-proto'));
  return new OTLPTraceExporter({ url });
}

/** As {@link traceExporter}. */
export async function metricExporter({ url, protocol }: Destination) {
  const { OTLPMetricExporter } = await (protocol === 'grpc'
    ? import('@opentelemetry/exporter-metrics-otlp-grpc')
    : import('@opentelemetry/exporter-metrics-otlp-proto'));
  return new OTLPMetricExporter({ url });
}

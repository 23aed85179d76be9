import { describe, expect, it } from 'vitest';
import { readTelemetryOptions } from './options.js';

const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };

describe('telemetry options', () => {
  it('export nothing unless an endpoint is named', () => {
    expect(readTelemetryOptions({ OTEL_TRACES_EXPORTER: 'otlp' })).toEqual({
      traces: undefined,
      metrics: undefined,
      maxQueuedSpans: 2048,
      metricsInterval: 60_000,
      metricsTimeout: 30_000,
      problems: [],
    });
  });

  it('add the signal’s path to the general endpoint only', () => {
    const urls = (env: Record<string, string>) => {
      const { traces, metrics, problems } = readTelemetryOptions(env);
      return [traces?.url, metrics?.url, ...problems];
    };
    expect(urls(endpoint)).toEqual(['http://collector:4318/v1/traces', 'http://collector:4318/v1/metrics']);
    expect(urls({ OTEL_EXPORTER_OTLP_ENDPOINT: ' https://c/otlp/ ' })).toEqual([
      'https://c/otlp/v1/traces',
      'https://c/otlp/v1/metrics',
    ]);
    expect(urls({ ...endpoint, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://jaeger/in' })).toEqual([
      'http://jaeger/in',
      'http://collector:4318/v1/metrics',
    ]);
    expect(urls({ OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'http://m/in' })).toEqual([undefined, 'http://m/in']);
  });

  it('are off by OTEL_SDK_DISABLED or by choosing no exporter', () => {
    const on = (env: Record<string, string>) => {
      const { traces, metrics, problems } = readTelemetryOptions({ ...endpoint, ...env });
      expect(problems).toEqual([]);
      return [traces !== undefined, metrics !== undefined];
    };
    expect(on({ OTEL_SDK_DISABLED: ' True' })).toEqual([false, false]);
    expect(on({ OTEL_SDK_DISABLED: '1' })).toEqual([true, true]);
    expect(on({ OTEL_TRACES_EXPORTER: 'none' })).toEqual([false, true]);
    expect(on({ OTEL_METRICS_EXPORTER: 'none' })).toEqual([true, false]);
    expect(on({ OTEL_METRICS_EXPORTER: 'prometheus' })).toEqual([true, false]);
    expect(on({ OTEL_METRICS_EXPORTER: 'otlp, prometheus' })).toEqual([true, true]);
  });

  it('say what cannot be had, without repeating a secret', () => {
    expect(readTelemetryOptions({ OTEL_EXPORTER_OTLP_ENDPOINT: 'grpc://user:pass@c:4317' })).toMatchObject({
      traces: undefined,
      metrics: undefined,
      problems: [
        'OTEL_EXPORTER_OTLP_ENDPOINT is not an http or https URL; traces are not exported',
        'OTEL_EXPORTER_OTLP_ENDPOINT is not an http or https URL; metrics are not exported',
      ],
    });
    expect(readTelemetryOptions({ ...endpoint, OTEL_TRACES_EXPORTER: 'zipkin' })).toMatchObject({
      traces: undefined,
      problems: ['OTEL_TRACES_EXPORTER asks for zipkin; there are only otlp and none'],
    });
    expect(readTelemetryOptions({ ...endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' })).toMatchObject({
      traces: { url: 'http://collector:4318/v1/traces', protocol: 'http/protobuf' },
      problems: ['OTLP is spoken as http/protobuf or grpc, not http/json; http/protobuf it is'],
    });
  });

  it('choose gRPC, whose endpoints have no path, for both signals or for one', () => {
    const grpc = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4317', OTEL_EXPORTER_OTLP_PROTOCOL: ' grpc ' };
    const both = { url: 'http://c:4317', protocol: 'grpc' };
    expect(readTelemetryOptions(grpc)).toMatchObject({ traces: both, metrics: both, problems: [] });
    const split = {
      ...grpc,
      OTEL_EXPORTER_OTLP_METRICS_PROTOCOL: 'http/protobuf',
      OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'http://m:4318/in',
    };
    expect(readTelemetryOptions(split)).toMatchObject({
      traces: both,
      metrics: { url: 'http://m:4318/in', protocol: 'http/protobuf' },
    });
    expect(readTelemetryOptions({ ...endpoint, OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'grpc' })).toMatchObject({
      traces: { url: 'http://collector:4318', protocol: 'grpc' },
      metrics: { url: 'http://collector:4318/v1/metrics', protocol: 'http/protobuf' },
    });
  });

  it('take whole positive numbers, and no timeout beyond the interval', () => {
    const env = {
      OTEL_BSP_MAX_QUEUE_SIZE: '16',
      OTEL_METRIC_EXPORT_INTERVAL: '5000',
      OTEL_METRIC_EXPORT_TIMEOUT: '-1',
    };
    expect(readTelemetryOptions(env)).toMatchObject({
      maxQueuedSpans: 16,
      metricsInterval: 5000,
      metricsTimeout: 5000,
    });
  });
});

import { createRequire } from 'node:module';

type Sdk = typeof import('@opentelemetry/sdk-node');

// The SDK's parts are taken from where sdk-node itself finds them: its own index loads every exporter it knows (gRPC,
// Zipkin, YAML configuration; 460 files, 10 MB), and the server needs none of those to answer /metrics.
const here = createRequire(import.meta.url);
const fromSdk = createRequire(here.resolve('@opentelemetry/sdk-node'));

export type Tracing = Sdk['tracing'];
export type SpanProcessor = InstanceType<Tracing['BatchSpanProcessor']>;
/** What a provider takes, which is less than the batch processor is. */
export type ProviderSpanProcessor = Pick<SpanProcessor, 'forceFlush' | 'onEnd' | 'onStart' | 'shutdown'>;
export type ReadableSpan = Parameters<SpanProcessor['onEnd']>[0];
export type Resource = ReturnType<Sdk['resources']['defaultResource']>;

export const loadMetricsSdk = (): Sdk['metrics'] => fromSdk('@opentelemetry/sdk-metrics');
export const loadTracingSdk = (): Tracing => fromSdk('@opentelemetry/sdk-trace-base');
export const loadResources = (): Sdk['resources'] => fromSdk('@opentelemetry/resources');

import { type Attributes, type Link, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api';
import { tracing as sdk } from '@opentelemetry/sdk-node';

/** A finished span as plain values; times are milliseconds since the epoch. */
export interface RecordedSpan {
  readonly name: string;
  readonly kind: number;
  readonly times: readonly [number, number];
  readonly attributes: Attributes;
  readonly links: readonly Link[];
  readonly status: { readonly code: SpanStatusCode; readonly message?: string };
  readonly parent: string | undefined;
}

const ms = ([seconds, nanos]: readonly [number, number]) => seconds * 1000 + nanos / 1e6;

/** Registers a real tracer provider whose spans stay in memory. */
export function recordSpans(sampler?: 'always_off') {
  const exporter = new sdk.InMemorySpanExporter();
  const provider = new sdk.BasicTracerProvider({
    spanProcessors: [new sdk.SimpleSpanProcessor(exporter)],
    ...(sampler && { sampler: new sdk.AlwaysOffSampler() }),
  });
  trace.setGlobalTracerProvider(provider);
  let tracersAsked = 0;
  const getTracer = provider.getTracer.bind(provider);
  provider.getTracer = (...args) => {
    tracersAsked += 1;
    return getTracer(...args);
  };
  return {
    /** In the order they ended. */
    spans: (): RecordedSpan[] =>
      exporter.getFinishedSpans().map((span) => ({
        name: span.name,
        kind: span.kind,
        times: [ms(span.startTime), ms(span.endTime)],
        attributes: span.attributes,
        links: span.links,
        status: span.status,
        parent: span.parentSpanContext?.spanId,
      })),
    /** Names of the spans that first links lead to from the last one of this name, itself first. */
    wayBack: (name: string): string[] => {
      const all = exporter.getFinishedSpans();
      const way: string[] = [];
      for (let at = all.findLast((span) => span.name === name); at !== undefined; ) {
        way.push(at.name);
        const link = at.links[0]?.context;
        at = all.find((span) => span.spanContext().spanId === link?.spanId && way.length <= all.length);
      }
      return way;
    },
    traceIds: () => new Set(exporter.getFinishedSpans().map((span) => span.spanContext().traceId)),
    scopes: () => exporter.getFinishedSpans().map((span) => span.instrumentationScope),
    forget: () => exporter.reset(),
    /** How often a tracer was asked for: zero means that nothing was even begun. */
    tracersAsked: () => tracersAsked,
    stop: async () => {
      trace.disable();
      await provider.shutdown();
    },
  };
}

/** What a span without link, parent and error looks like. */
export const plainSpan = {
  links: [] as Link[],
  status: { code: SpanStatusCode.UNSET },
  parent: undefined,
};

export const errorStatus = { code: SpanStatusCode.ERROR };

/** The link that a reference must become. */
export const linkTo = (ref: { traceId: string; spanId: string } | undefined): Link => {
  if (ref === undefined) throw new Error('no span was recorded to link to');
  return { context: { ...ref, traceFlags: TraceFlags.SAMPLED, isRemote: false } };
};

/** A noon, a session and an earlier span that specs tell of. */
export const T = Date.UTC(2026, 2, 1, 12);
export const session = { id: 's1', userHash: '00112233aabbccdd', user: 'juliet@example.org' };
export const sessionAttributes = { 'session.id': 's1', 'user.hash': '00112233aabbccdd' };
export const older = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) };

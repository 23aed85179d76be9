import {
  type Attributes,
  ROOT_CONTEXT,
  type SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { attributes as a, schemaUrl, scopeName } from './names.js';
import { linksTo, type SpanRef, spanContextOf } from './session-ref.js';

/** One span as it was: begun, ended and told at once. Jaeger never shows an open span, and a crash loses it. */
export interface FinishedSpan {
  readonly name: string;
  readonly kind: SpanKind;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly attributes: Attributes;
  readonly parent?: SpanRef | undefined;
  readonly link?: SpanRef | undefined;
  /** `error.type`; its presence makes the span's status ERROR. */
  readonly failure?: string | undefined;
}

const tracerOptions = { schemaUrl };

const tracer = (): Tracer => trace.getTracerProvider().getTracer(scopeName, undefined, tracerOptions);

/** Writes a span; answers where to find it, or undefined when a sampler left it out. */
export function emit(span: FinishedSpan): SpanRef | undefined {
  const context = span.parent ? trace.setSpanContext(ROOT_CONTEXT, spanContextOf(span.parent)) : ROOT_CONTEXT;
  const made = tracer().startSpan(
    span.name,
    { kind: span.kind, startTime: span.startedAt, attributes: span.attributes, links: linksTo(span.link) },
    context,
  );
  if (!made.isRecording()) return undefined;
  if (span.failure !== undefined) {
    made.setAttribute(a.errorType, span.failure);
    made.setStatus({ code: SpanStatusCode.ERROR });
  }
  made.end(span.endedAt);
  const { traceId, spanId } = made.spanContext();
  return { traceId, spanId };
}

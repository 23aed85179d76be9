import {
  type Attributes,
  type Link,
  ROOT_CONTEXT,
  type SpanKind,
  SpanStatusCode,
  type Tracer,
  type TracerProvider,
  trace,
} from '@opentelemetry/api';
import { attributes as a, schemaUrl, scopeName } from './names.js';
import type { RemoteParent } from './remote-parent.js';
import { linksTo, type SpanRef, spanContextOf } from './session-ref.js';

/** What is known of a span when it begins. */
export interface BegunSpan {
  readonly name: string;
  readonly kind: SpanKind;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly attributes: Attributes;
  readonly parent?: SpanRef | RemoteParent | undefined;
  readonly link?: SpanRef | undefined;
  /** Several links in place of one. */
  readonly links?: readonly SpanRef[] | undefined;
}

/** One span as it was: begun, ended and told at once. Jaeger never shows an open span, and a crash loses it. */
export interface FinishedSpan extends BegunSpan {
  readonly endedAt: number;
  /** `error.type`; its presence makes the span's status ERROR. */
  readonly failure?: string | undefined;
}

/** A span whose children are told before it: only for what is over within milliseconds. */
export interface OpenSpan {
  readonly ref: SpanRef;
  end(endedAt: number, attributes?: Attributes, failure?: string): void;
}

const tracerOptions = { schemaUrl };

let told: { readonly by: TracerProvider; readonly tracer: Tracer } | undefined;

/** The provider's tracer, looked up again only when there is another provider. */
function tracer(): Tracer {
  const by = trace.getTracerProvider();
  if (told?.by !== by) told = { by, tracer: by.getTracer(scopeName, undefined, tracerOptions) };
  return told.tracer;
}

/** Writes a span; answers where to find it, or undefined when a sampler left it out. */
export function emit(span: FinishedSpan): SpanRef | undefined {
  const made = begin(span);
  made?.end(span.endedAt, undefined, span.failure);
  return made?.ref;
}

/** Begins a span; undefined when a sampler left it out. */
export function begin(span: BegunSpan): OpenSpan | undefined {
  const context = span.parent ? trace.setSpanContext(ROOT_CONTEXT, parentOf(span.parent)) : ROOT_CONTEXT;
  const links: Link[] = linksTo(...(span.links ?? (span.link === undefined ? [] : [span.link])));
  const made = tracer().startSpan(
    span.name,
    { kind: span.kind, startTime: span.startedAt, attributes: span.attributes, links },
    context,
  );
  if (!made.isRecording()) return undefined;
  const { traceId, spanId } = made.spanContext();
  return {
    ref: { traceId, spanId },
    end: (endedAt, attributes, failure) => {
      if (attributes !== undefined) made.setAttributes(attributes);
      if (failure !== undefined) {
        made.setAttribute(a.errorType, failure);
        made.setStatus({ code: SpanStatusCode.ERROR });
      }
      made.end(endedAt);
    },
  };
}

const parentOf = (parent: SpanRef | RemoteParent) => ({
  ...spanContextOf(parent),
  isRemote: 'sampled' in parent,
});

import { SpanKind, SpanStatusCode, TraceFlags } from '@opentelemetry/api';
import type { TraceSpan } from '#contracts';
import { spanNames } from '#telemetry';
import type { ProviderSpanProcessor, ReadableSpan } from './sdk.js';
import type { TraceRing } from './trace-ring.js';

/** What a session's story is made of. Spans of stanzas and turns are so many that they would push it out. */
const LIFECYCLE = new Set<string>([
  spanNames.streamOpen,
  spanNames.auth,
  spanNames.bind,
  spanNames.enable,
  spanNames.hibernationStart,
  spanNames.hibernation,
  spanNames.resume,
  spanNames.resumeClaim,
  spanNames.resumeAck,
  spanNames.resumeReplay,
  spanNames.expire,
  spanNames.evict,
  spanNames.kill,
]);

/** Remembers spans of sessions' lives and of operators' actions, and failures of whatever kind. */
export class TraceRingProcessor implements ProviderSpanProcessor {
  /** Given once the configuration says how large it may be; telemetry stands before that is read. */
  ring: TraceRing | undefined;

  onStart(): void {}

  onEnd(span: ReadableSpan): void {
    if ((span.spanContext().traceFlags & TraceFlags.SAMPLED) === 0) return;
    const failed = span.status.code === SpanStatusCode.ERROR;
    if (failed || lifecycle(span.name)) this.ring?.keep(compact(span, failed));
  }

  forceFlush(): Promise<void> {
    return Promise.resolve();
  }

  shutdown(): Promise<void> {
    return Promise.resolve();
  }
}

const lifecycle = (name: string) => LIFECYCLE.has(name) || name.startsWith(spanNames.adminPrefix);

const KINDS: Readonly<Record<SpanKind, TraceSpan['kind']>> = {
  [SpanKind.INTERNAL]: 'internal',
  [SpanKind.SERVER]: 'server',
  [SpanKind.CLIENT]: 'client',
  [SpanKind.PRODUCER]: 'producer',
  [SpanKind.CONSUMER]: 'consumer',
};

const ms = ([seconds, nanos]: readonly [number, number]) => seconds * 1000 + nanos / 1e6;

function compact(span: ReadableSpan, failed: boolean): TraceSpan {
  const { traceId, spanId } = span.spanContext();
  return {
    traceId,
    spanId,
    parentSpanId: span.parentSpanContext?.spanId ?? null,
    name: span.name,
    kind: KINDS[span.kind],
    startedAt: ms(span.startTime),
    endedAt: ms(span.endTime),
    failed,
    // Ours are never arrays, and what is undefined does not get into JSON.
    attributes: span.attributes as TraceSpan['attributes'],
    links: span.links.map(({ context }) => ({ traceId: context.traceId, spanId: context.spanId })),
  };
}

import { type Meter, TraceFlags } from '@opentelemetry/api';
import { metricAttributes, metricNames } from '#telemetry';
import type { ReadableSpan, SpanProcessor } from './sdk.js';

/**
 * Stands before the batch processor and refuses what that would drop, because its own count of drops is private. `waiting`
 * is the length of its queue: what went in and was not yet handed to the exporter.
 */
export class BoundedSpanProcessor
  implements Pick<SpanProcessor, 'forceFlush' | 'onEnd' | 'onStart' | 'shutdown'>
{
  private waiting = 0;
  private overflowed = 0;
  private undelivered = 0;

  constructor(
    private readonly limit: number,
    private readonly batches: SpanProcessor,
  ) {}

  onStart(): void {}

  onEnd(span: ReadableSpan): void {
    if ((span.spanContext().traceFlags & TraceFlags.SAMPLED) === 0) return;
    if (this.waiting >= this.limit) {
      this.overflowed += 1;
      return;
    }
    this.waiting += 1;
    this.batches.onEnd(span);
  }

  /** The exporter took these from the queue. */
  taken(spans: readonly unknown[]): void {
    this.waiting -= spans.length;
  }

  /** The exporter could not deliver these. */
  lost(spans: readonly unknown[]): void {
    this.undelivered += spans.length;
  }

  forceFlush(): Promise<void> {
    return this.batches.forceFlush();
  }

  shutdown(): Promise<void> {
    return this.batches.shutdown();
  }

  /** Makes the drops a metric. */
  registerDrops(meter: Meter): void {
    const dropped = meter.createObservableCounter(metricNames.spansDropped, {
      unit: '{span}',
      description: 'Spans that never reached the collector',
    });
    dropped.addCallback((result) => {
      result.observe(this.overflowed, { [metricAttributes.reason]: 'queue_full' });
      result.observe(this.undelivered, { [metricAttributes.reason]: 'export_failed' });
    });
  }
}

import { EventEmitter } from 'node:events';
import { decodeMetrics, decodeSpans, type ReceivedMetric, type ReceivedSpan } from './otlp-messages.js';

/** What a collector in a test has been given, whichever way it came. */
export class CollectedTelemetry {
  private readonly news = new EventEmitter().setMaxListeners(0);
  private readonly kept: { spans: ReceivedSpan[]; metrics: ReceivedMetric[] } = { spans: [], metrics: [] };
  /** Bytes of `ExportTraceServiceRequest` that were kept, before compression. */
  traceBytes = 0;

  /** Requests that have arrived, whatever became of them. */
  requests: { path: string; gzip: boolean; headers: Record<string, unknown> }[] = [];

  /** Everything received, in order of arrival. */
  spans(): readonly ReceivedSpan[] {
    return this.kept.spans;
  }

  metrics(): readonly ReceivedMetric[] {
    return this.kept.metrics;
  }

  /** Resolves with the first span that fits, received already or to come; rejects naming the spans there were instead. */
  waitForSpan(fits: (span: ReceivedSpan) => boolean, timeoutMs = 20_000): Promise<ReceivedSpan> {
    return this.when(() => this.kept.spans.find(fits), this.seen, timeoutMs);
  }

  /** Resolves when all that was received fits; rejects naming the spans there were instead. */
  async waitForSpans(enough: (spans: readonly ReceivedSpan[]) => boolean, timeoutMs = 20_000): Promise<void> {
    await this.when(() => (enough(this.kept.spans) ? true : undefined), this.seen, timeoutMs);
  }

  waitForMetric(fits: (metric: ReceivedMetric) => boolean, timeoutMs = 20_000): Promise<ReceivedMetric> {
    const seen = () => `metrics: ${this.kept.metrics.map((metric) => metric.name).join(', ') || 'none'}`;
    return this.when(() => this.kept.metrics.find(fits), seen, timeoutMs);
  }

  /** Resolves when at least this many requests have arrived. */
  async waitForRequests(count: number, timeoutMs = 20_000): Promise<void> {
    const enough = () => (this.requests.length >= count ? true : undefined);
    await this.when(enough, () => `requests: ${this.requests.length}`, timeoutMs);
  }

  /** @throws when the body is not an `ExportTraceServiceRequest` */
  protected keepSpans(body: Uint8Array): void {
    this.kept.spans.push(...decodeSpans(body));
    this.traceBytes += body.length;
  }

  /** @throws when the body is not an `ExportMetricsServiceRequest` */
  protected keepMetrics(body: Uint8Array): void {
    this.kept.metrics.push(...decodeMetrics(body));
  }

  /** A request has been dealt with. */
  protected arrived(request: (typeof this.requests)[number]): void {
    this.requests.push(request);
    this.news.emit('news');
  }

  private readonly seen = () => `spans: ${this.kept.spans.map((span) => span.name).join(', ') || 'none'}`;

  private when<T>(look: () => T | undefined, seen: () => string, timeoutMs: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const done = () => {
        clearTimeout(timer);
        this.news.off('news', check);
      };
      const check = () => {
        const found = look();
        if (found === undefined) return;
        done();
        resolve(found);
      };
      const timer = setTimeout(() => {
        done();
        reject(new Error(`not received within ${timeoutMs} ms; ${seen()}`));
      }, timeoutMs);
      this.news.on('news', check);
      check();
    });
  }
}

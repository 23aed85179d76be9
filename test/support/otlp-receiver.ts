import { EventEmitter } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { decodeMetrics, decodeSpans, type ReceivedMetric, type ReceivedSpan } from './otlp-messages.js';

export type { ReceivedMetric, ReceivedSpan } from './otlp-messages.js';

/** What the receiver does with a request: keep it, refuse it with a status, or never answer. */
export type ReceiverMood = 'accept' | 'hang' | 429 | 503 | 404;

/** A collector: OTLP over HTTP with protobuf bodies, plain or gzip, on loopback. */
export class OtlpReceiver {
  private readonly server = createServer((request, response) => this.receive(request, response));
  private readonly news = new EventEmitter().setMaxListeners(0);
  private readonly kept: { spans: ReceivedSpan[]; metrics: ReceivedMetric[] } = { spans: [], metrics: [] };
  private readonly hanging = new Set<ServerResponse>();
  private mood: ReceiverMood = 'accept';
  /** Requests that have arrived, whatever became of them. */
  requests: { path: string; gzip: boolean; headers: Record<string, unknown> }[] = [];

  /** @param port 0 takes any free one */
  static async start(port = 0): Promise<OtlpReceiver> {
    const receiver = new OtlpReceiver();
    await new Promise<void>((resolve, reject) => {
      receiver.server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** What `OTEL_EXPORTER_OTLP_ENDPOINT` is set to. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Holds for requests that come after it. */
  behave(mood: ReceiverMood): void {
    this.mood = mood;
  }

  /** Requests that wait for an answer they will not get. */
  get pending(): number {
    return this.hanging.size;
  }

  /** Everything received, in order of arrival. */
  spans(): readonly ReceivedSpan[] {
    return this.kept.spans;
  }

  metrics(): readonly ReceivedMetric[] {
    return this.kept.metrics;
  }

  /** Resolves with the first span that fits, received already or to come; rejects naming the spans there were instead. */
  waitForSpan(fits: (span: ReceivedSpan) => boolean, timeoutMs = 10_000): Promise<ReceivedSpan> {
    const seen = () => `spans: ${this.kept.spans.map((span) => span.name).join(', ') || 'none'}`;
    return this.when(() => this.kept.spans.find(fits), seen, timeoutMs);
  }

  waitForMetric(fits: (metric: ReceivedMetric) => boolean, timeoutMs = 10_000): Promise<ReceivedMetric> {
    const seen = () => `metrics: ${this.kept.metrics.map((metric) => metric.name).join(', ') || 'none'}`;
    return this.when(() => this.kept.metrics.find(fits), seen, timeoutMs);
  }

  /** Resolves when at least this many requests have arrived. */
  async waitForRequests(count: number, timeoutMs = 10_000): Promise<void> {
    const enough = () => (this.requests.length >= count ? true : undefined);
    await this.when(enough, () => `requests: ${this.requests.length}`, timeoutMs);
  }

  /** Breaks every connection off and closes the port. */
  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

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

  private receive(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const gzip = request.headers['content-encoding'] === 'gzip';
      const { mood } = this;
      try {
        if (mood === 'accept')
          this.keep(request, gzip ? gunzipSync(Buffer.concat(chunks)) : Buffer.concat(chunks));
        this.answer(response, mood);
      } catch (error) {
        response.writeHead(400, { 'content-type': 'text/plain' }).end(String(error));
      }
      this.requests.push({ path: request.url ?? '', gzip, headers: request.headers });
      this.news.emit('news');
    });
  }

  private answer(response: ServerResponse, mood: ReceiverMood): void {
    if (mood === 'hang') {
      this.hanging.add(response);
      response.once('close', () => this.hanging.delete(response));
    } else if (mood === 'accept') {
      // An empty message is a full success in OTLP.
      response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
    } else {
      response.writeHead(mood).end();
    }
  }

  private keep(request: IncomingMessage, body: Buffer): void {
    if (request.method !== 'POST') throw new Error(`${request.method} is not POST`);
    if (request.headers['content-type'] !== 'application/x-protobuf')
      throw new Error(`${request.headers['content-type']} is not application/x-protobuf`);
    if (request.url === '/v1/traces') this.kept.spans.push(...decodeSpans(body));
    else if (request.url === '/v1/metrics') this.kept.metrics.push(...decodeMetrics(body));
    else throw new Error(`nothing is received at ${request.url}`);
  }
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { CollectedTelemetry } from './otlp-collected.js';

export type { ReceivedMetric, ReceivedSpan } from './otlp-messages.js';

/** What the receiver does with a request: keep it, refuse it with a status, or never answer. */
export type ReceiverMood = 'accept' | 'hang' | 429 | 503 | 404;

/** A collector: OTLP over HTTP with protobuf bodies, plain or gzip, on loopback. */
export class OtlpReceiver extends CollectedTelemetry {
  private readonly server = createServer((request, response) => this.receive(request, response));
  private readonly hanging = new Set<ServerResponse>();
  private mood: ReceiverMood = 'accept';

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

  /** Breaks every connection off and closes the port. */
  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
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
      this.arrived({ path: request.url ?? '', gzip, headers: request.headers });
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
    if (request.url === '/v1/traces') this.keepSpans(body);
    else if (request.url === '/v1/metrics') this.keepMetrics(body);
    else throw new Error(`nothing is received at ${request.url}`);
  }
}

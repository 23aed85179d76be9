import type { StreamError } from '#stream';
import { recordStreamOpen, type SpanRef } from '#telemetry';
import type { Session } from '../session.js';
import type { SessionConnection } from '../session-connection.js';
import { EPOCH } from './fake-clock.js';

/** A connection that writes down what it is told, and hands stanzas over only when a test says that its socket takes them. */
export class RecordingConnection implements SessionConnection {
  readonly transport = 'tcp';
  readonly tls = null;
  span: SpanRef | undefined;
  readonly sent: string[] = [];
  readonly errors: StreamError[] = [];
  /** Final `<a/>` of each hang-up. */
  readonly hungUp: (string | null)[] = [];
  wakes = 0;
  acksOwed = 0;

  constructor(readonly address = '192.0.2.1') {}

  send(xml: string): void {
    this.sent.push(xml);
  }
  wake(): void {
    this.wakes++;
  }
  settled(): void {}
  oweAck(): void {
    this.acksOwed++;
  }
  fail(error: StreamError): void {
    this.errors.push(error);
  }
  hangUp(finalAck: string | null): void {
    this.hungUp.push(finalAck);
  }

  traceStream(): SpanRef | undefined {
    this.span ??= recordStreamOpen({ startedAt: EPOCH, endedAt: EPOCH, transport: this.transport });
    return this.span;
  }

  get conditions(): string[] {
    return this.errors.map(({ condition }) => condition);
  }

  /** What the socket takes of the session's queue, at most `count` stanzas; nothing once another connection has the session. */
  take(session: Session, count = Number.POSITIVE_INFINITY): string[] {
    const taken: string[] = [];
    while (session.connection === this && taken.length < count) {
      const stanza = session.sm?.outbound.take();
      if (stanza === undefined) break;
      taken.push(stanza.xml);
    }
    return taken;
  }
}

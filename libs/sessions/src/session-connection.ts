import type { StreamError } from '#stream';
import type { SpanRef } from '#telemetry';

/** What a session knows of the connection it currently has; implemented by c2s. */
export interface SessionConnection {
  readonly transport: 'tcp' | 'tls' | 'websocket';
  /** TLS version, e.g. TLSv1.3; null without TLS. */
  readonly tls: string | null;
  readonly address: string;
  /** The stream's `xmpp.stream.open` span, if it was recorded. */
  readonly span: SpanRef | undefined;
  /** The same, recorded now unless it was: who it belongs to is among those of whom everything is. */
  traceStream(): SpanRef | undefined;
  /** Queues something uncounted — a nonza, or a stanza of a session without stream management — for this turn's write. */
  send(xml: string): void;
  /** There is something new in the session's queue: take part in this turn. @param bytes how much, where that is known */
  wake(bytes?: number): void;
  /** An `<a/>` is to go out with this turn (XEP-0198 §4). */
  oweAck(): void;
  /** Nothing that the client sent is under way any more. */
  settled(): void;
  /** Stream error and close. The session has let go of this connection already. */
  fail(error: StreamError): void;
  /** A final `<a/>`, then TCP closes without a stream error, so that the client resumes. */
  hangUp(finalAck: string | null): void;
}

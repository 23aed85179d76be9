import type { Element, ServerHeader, StreamHeader, XmlFault } from '#xml';

/** Told what arrives on a wire, in order. */
export interface WireHandler {
  /** So many bytes came in, before anything they hold is told. */
  received(bytes: number): void;
  header(header: StreamHeader): void;
  element(element: Element): void;
  /** The peer ended its stream. */
  closed(): void;
  fault(fault: XmlFault): void;
  /** The socket is gone, whatever the reason. Once. */
  gone(): void;
  /** What was written has left; there is room again. */
  drained(): void;
  /** TLS stands after STARTTLS. */
  secured(): void;
}

/** A socket with the framing of XMPP on it: RFC 6120 §4 over TCP or RFC 7395 over WebSocket. */
export interface Wire {
  readonly transport: 'tcp' | 'tls' | 'websocket';
  readonly framing: 'tcp' | 'websocket';
  /** TLS version; null without TLS. */
  readonly tls: string | null;
  readonly address: string;
  /** Whether the peer's password may travel here: TLS, ours or a trusted proxy's. */
  readonly confidential: boolean;
  /** Bytes written and not yet taken by the system. */
  readonly backlog: number;
  /** One write, whatever the number of parts; each part is one element or header. */
  write(parts: readonly string[]): void;
  /** Ends in order: what was written still leaves. */
  end(): void;
  destroy(): void;
  /** Stops right behind the element being told; what follows is kept. */
  hold(): void;
  release(): void;
  /** What follows is a new stream (RFC 6120 §4.3.3). */
  restart(): void;
  /** No new stream will follow. */
  settle(): void;
  /** Stops and goes on reading from the socket, for rate limits: nothing is dropped. */
  pauseReading(): void;
  resumeReading(): void;
  /** Begins the TLS handshake once `<proceed/>` is written; false when something was injected behind `<starttls/>`. */
  startTls(): boolean;
  opening(header: ServerHeader): string;
  readonly closing: string;
  /** Every element declares its own prefixes here (RFC 7395 §3.3.3). */
  readonly selfContained: boolean;
}

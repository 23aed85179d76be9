import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import {
  type Element,
  type ReaderHandler,
  type ReaderLimits,
  type ServerHeader,
  STREAM_END,
  type StreamHeader,
  StreamReader,
  streamHeader,
  type XmlFault,
} from '#xml';
import { ReadingGate } from './reading-gate.js';
import type { Wire, WireHandler } from './wire.js';

/** How long a silent peer may stay before TCP itself asks whether it is there, ms. */
const KEEPALIVE = 60_000;

/** XMPP over TCP, with STARTTLS or direct TLS. */
export class TcpWire implements Wire, ReaderHandler {
  readonly framing = 'tcp';
  readonly selfContained = false;
  readonly closing = STREAM_END;
  readonly transport: 'tcp' | 'tls';
  readonly address: string;
  readonly #reader: StreamReader;
  readonly #gate = new ReadingGate();
  #socket: Socket;
  #gone = false;

  /** @param certificates the context in force is asked for when STARTTLS is */
  constructor(
    socket: Socket,
    private readonly handler: WireHandler,
    limits: ReaderLimits,
    private readonly certificates: { readonly context: SecureContext },
  ) {
    this.#socket = socket;
    this.transport = socket instanceof TLSSocket ? 'tls' : 'tcp';
    this.address = socket.remoteAddress ?? 'unknown';
    this.#reader = new StreamReader(limits, this);
    socket.setNoDelay(true);
    socket.setKeepAlive(true, KEEPALIVE);
    this.#listen(socket);
  }

  get tls(): string | null {
    return this.#socket instanceof TLSSocket ? (this.#socket.getProtocol() ?? null) : null;
  }
  get confidential(): boolean {
    return this.#socket instanceof TLSSocket;
  }
  get backlog(): number {
    return this.#socket.writableLength;
  }

  write(parts: readonly string[]): void {
    if (!this.#gone) this.#socket.write(parts.length === 1 ? (parts[0] as string) : parts.join(''));
  }
  end(): void {
    this.#socket.end();
  }
  destroy(): void {
    this.#socket.destroy();
  }
  hold(): void {
    this.#reader.pause();
    this.#gate.hold(this.#socket);
  }
  release(): void {
    this.#gate.release(this.#socket);
    this.#reader.resume();
  }
  restart(): void {
    this.#reader.restart();
  }
  settle(): void {
    this.#reader.settle();
  }
  pauseReading(): void {
    this.#gate.slow(this.#socket);
  }
  resumeReading(): void {
    this.#gate.hasten(this.#socket);
  }
  opening(header: ServerHeader): string {
    return streamHeader(header);
  }

  startTls(): boolean {
    // Bytes that came before the handshake would be read as if they had come under TLS.
    if (this.#reader.pendingBytes > 0) return false;
    this.#reader.discardPending();
    const plain = this.#socket;
    plain.removeAllListeners('data');
    plain.removeAllListeners('drain');
    plain.removeAllListeners('close');
    const secure = new TLSSocket(plain, { isServer: true, secureContext: this.certificates.context });
    secure.once('secure', () => this.handler.secured());
    this.#socket = secure;
    this.#listen(secure);
    return true;
  }

  // --- what the reader tells

  open(header: StreamHeader): void {
    this.handler.header(header);
  }
  element(element: Element): void {
    this.handler.element(element);
  }
  close(): void {
    this.handler.closed();
  }
  fault(fault: XmlFault): void {
    this.handler.fault(fault);
  }

  #listen(socket: Socket): void {
    socket.on('data', (chunk: Buffer) => {
      this.handler.received(chunk.length);
      this.#reader.write(chunk);
    });
    socket.on('drain', () => this.handler.drained());
    // A reset or a TLS alert: 'close' follows and says all there is to say.
    socket.on('error', ignore);
    socket.on('close', () => {
      if (this.#gone) return;
      this.#gone = true;
      this.handler.gone();
    });
  }
}

const ignore = () => undefined;

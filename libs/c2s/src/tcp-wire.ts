import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import { type ReaderLimits, type ServerHeader, STREAM_END, StreamReader, streamHeader } from '#xml';
import type { Wire, WireHandler } from './wire.js';

/** How long a silent peer may stay before TCP itself asks whether it is there, ms. */
const KEEPALIVE = 60_000;

export interface TcpWireOptions {
  readonly limits: ReaderLimits;
  readonly handler: WireHandler;
  /** The certificate in force when STARTTLS is asked for. */
  readonly secureContext: () => SecureContext;
  readonly onBytes: (count: number) => void;
}

/** XMPP over TCP, with STARTTLS or direct TLS. */
export class TcpWire implements Wire {
  readonly framing = 'tcp';
  readonly selfContained = false;
  readonly closing = STREAM_END;
  readonly transport: 'tcp' | 'tls';
  readonly address: string;
  readonly #reader: StreamReader;
  #socket: Socket;
  #gone = false;

  constructor(
    socket: Socket,
    private readonly options: TcpWireOptions,
  ) {
    this.#socket = socket;
    this.transport = socket instanceof TLSSocket ? 'tls' : 'tcp';
    this.address = socket.remoteAddress ?? 'unknown';
    const { handler } = options;
    this.#reader = new StreamReader(options.limits, {
      open: (header) => handler.header(header),
      element: (element, bytes) => handler.element(element, bytes),
      close: () => handler.closed(),
      fault: (fault) => handler.fault(fault),
    });
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
    this.#socket.pause();
  }
  release(): void {
    this.#socket.resume();
    this.#reader.resume();
  }
  restart(): void {
    this.#reader.restart();
  }
  settle(): void {
    this.#reader.settle();
  }
  pauseReading(): void {
    this.#socket.pause();
  }
  resumeReading(): void {
    this.#socket.resume();
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
    const secure = new TLSSocket(plain, {
      isServer: true,
      secureContext: this.options.secureContext(),
    });
    secure.once('secure', () => this.options.handler.secured());
    this.#socket = secure;
    this.#listen(secure);
    return true;
  }

  #listen(socket: Socket): void {
    socket.on('data', (chunk: Buffer) => {
      this.options.onBytes(chunk.length);
      this.#reader.write(chunk);
    });
    socket.on('drain', () => this.options.handler.drained());
    // A reset or a TLS alert: 'close' follows and says all there is to say.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      if (this.#gone) return;
      this.#gone = true;
      this.options.handler.gone();
    });
  }
}

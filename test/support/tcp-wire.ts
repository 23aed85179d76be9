import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { NS } from './namespaces.js';
import { reset } from './reset.js';
import { StreamParser } from './stream-parser.js';
import type { Wire, WireEvent } from './wire.js';

/** XMPP over TCP (RFC 6120), in the clear, by STARTTLS or by direct TLS. The test's certificate is self-signed and not checked. */
export class TcpWire implements Wire {
  #socket: Socket;
  #parser: StreamParser | undefined;
  #ended = false;

  private constructor(
    private readonly raw: Socket,
    private readonly report: (event: WireEvent) => void,
  ) {
    this.#socket = raw;
    // However the connection dies is part of the conversation: 'close' follows and says so.
    raw.on('error', () => undefined);
    raw.on('close', () => this.#end());
  }

  static async connect(host: string, port: number, tls: boolean, report: (event: WireEvent) => void) {
    const raw = connect({ host, port, noDelay: true });
    await once(raw, 'connect');
    const wire = new TcpWire(raw, report);
    if (tls) await wire.secure();
    else wire.#read(raw);
    return wire;
  }

  #read(socket: Socket): void {
    this.#socket = socket;
    socket.on('data', (chunk) => this.#parser?.write(chunk));
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.report({ kind: 'end' });
  }

  async secure(): Promise<void> {
    this.raw.removeAllListeners('data');
    const tls = connectTls({ socket: this.raw, servername: 'localhost', rejectUnauthorized: false });
    tls.on('error', () => undefined);
    tls.on('close', () => this.#end());
    await once(tls, 'secureConnect');
    this.#read(tls);
  }

  openStream(to: string): void {
    this.#parser = new StreamParser({
      header: (element) => this.report({ kind: 'header', element }),
      element: (element) => this.report({ kind: 'element', element }),
      close: () => this.report({ kind: 'close' }),
    });
    this.sendRaw(
      `<?xml version='1.0'?><stream:stream to='${to}' version='1.0' xmlns='${NS.client}' xmlns:stream='${NS.stream}'>`,
    );
  }

  closeStream(): void {
    this.sendRaw('</stream:stream>');
  }

  send(xml: string): void {
    this.sendRaw(xml);
  }

  sendRaw(data: string | Buffer): void {
    if (this.#socket.writable) this.#socket.write(data);
  }

  cut(): void {
    reset(this.raw);
    this.#socket.destroy();
  }

  hangUp(): void {
    this.#socket.end();
  }

  stall(): void {
    this.raw.pause();
    this.#socket.pause();
  }
}

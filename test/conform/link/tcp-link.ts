import { once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { NS } from '../../support/namespaces.js';
import { StreamParser } from '../../support/stream-parser.js';
import type { Link, Report } from './link.js';
import { reset } from './reset.js';

/** XMPP over TCP (RFC 6120). Certificates are not checked: they are not what is judged here. */
export class TcpLink implements Link {
  #socket: Socket;
  #parser: StreamParser | undefined;

  private constructor(
    private readonly raw: Socket,
    private readonly report: Report,
  ) {
    this.#socket = raw;
    raw.on('error', () => undefined);
    this.#read(raw);
  }

  static async connect(host: string, port: number, report: Report): Promise<TcpLink> {
    const raw = connect({ host, port, noDelay: true });
    await once(raw, 'connect');
    return new TcpLink(raw, report);
  }

  #read(socket: Socket): void {
    this.#socket = socket;
    socket.on('data', (chunk) => {
      try {
        this.#parser?.write(chunk);
      } catch (error) {
        this.report({ kind: 'malformed', reason: String(error) });
        this.cut();
      }
    });
    // Under TLS the last words are still being deciphered when TCP is gone: the layer read from says when it is over.
    socket.once('close', () => {
      if (this.#socket === socket) this.report({ kind: 'end' });
    });
  }

  async secure(domain: string): Promise<void> {
    this.raw.removeAllListeners('data');
    const servername = isIP(domain) ? '' : domain;
    const tls = connectTls({ socket: this.raw, servername, rejectUnauthorized: false });
    tls.on('error', () => undefined);
    await once(tls, 'secureConnect');
    this.#read(tls);
  }

  openStream(domain: string): void {
    this.#parser = new StreamParser({
      header: (element) => this.report({ kind: 'header', element }),
      element: (element) => this.report({ kind: 'element', element }),
      close: () => this.report({ kind: 'close' }),
    });
    this.#write(
      `<?xml version='1.0'?><stream:stream to='${domain}' version='1.0' xmlns='${NS.client}' xmlns:stream='${NS.stream}'>`,
    );
  }

  closeStream(): void {
    this.#write('</stream:stream>');
  }

  send(...xml: readonly string[]): void {
    this.#write(xml.join(''));
  }

  sendBroken(text: string): void {
    this.#write(text);
  }

  keepAlive(): void {
    this.#write(' ');
  }

  #write(text: string): void {
    if (this.#socket.writable) this.#socket.write(text);
  }

  cut(): void {
    // The layer above knows when the end is under way, also where TLS has sent it past the raw socket.
    if (this.#socket.writable) reset(this.raw);
    this.#socket.destroy();
    this.raw.destroy();
  }

  hangUp(): void {
    this.raw.end();
  }

  farewell(): void {
    this.#socket.end();
  }
}

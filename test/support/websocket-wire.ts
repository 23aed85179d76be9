import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';
import { NS } from './namespaces.js';
import { reset } from './reset.js';
import { parseFrame } from './stream-parser.js';
import type { Wire, WireEvent } from './wire.js';

/** RFC 7395 §3.3.3: each message declares its namespace itself; tests write it once for both transports. */
function standAlone(xml: string): string {
  const tag = /^\s*<[^>]*/.exec(xml)?.[0] ?? '';
  return /\sxmlns=/.test(tag) ? xml : xml.replace(/^(\s*<[\w:-]+)/, `$1 xmlns='${NS.client}'`);
}

/** XMPP over WebSocket (RFC 7395). */
export class WebSocketWire implements Wire {
  private constructor(
    private readonly socket: WebSocket,
    private readonly raw: Socket,
    private readonly report: (event: WireEvent) => void,
  ) {
    socket.on('error', () => undefined);
    socket.on('message', (data, binary) => {
      if (binary) throw new Error('the server sent a binary message (RFC 7395 §3.2)');
      this.#receive(String(data));
    });
    socket.on('close', () => report({ kind: 'end' }));
  }

  static async connect(url: string, report: (event: WireEvent) => void) {
    const { hostname, port } = new URL(url);
    const raw = connect({ host: hostname, port: Number(port), noDelay: true });
    const socket = new WebSocket(url, 'xmpp', {
      createConnection: () => raw,
      perMessageDeflate: false,
    });
    const wire = new WebSocketWire(socket, raw, report);
    await once(socket, 'open');
    return wire;
  }

  #receive(text: string): void {
    const element = parseFrame(text);
    if (element.xmlns !== NS.framing) this.report({ kind: 'element', element });
    else if (element.name === 'open') this.report({ kind: 'header', element });
    else this.report({ kind: 'close' });
  }

  openStream(to: string): void {
    this.sendRaw(`<open xmlns='${NS.framing}' to='${to}' version='1.0'/>`);
  }

  closeStream(): void {
    this.sendRaw(`<close xmlns='${NS.framing}'/>`);
  }

  send(xml: string): void {
    this.sendRaw(standAlone(xml));
  }

  sendRaw(data: string | Buffer): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(data);
  }

  secure(): Promise<void> {
    return Promise.reject(new Error('no STARTTLS over WebSocket (RFC 7395 §3.9)'));
  }

  cut(): void {
    reset(this.raw);
    this.socket.terminate();
  }

  hangUp(): void {
    this.raw.end();
  }

  stall(): void {
    this.raw.pause();
  }
}

import { once } from 'node:events';
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import { NS } from '../../support/namespaces.js';
import { parseFrame } from '../../support/stream-parser.js';
import type { Link, LinkEvent, Report } from './link.js';
import { reset } from './reset.js';

/** RFC 7395 §3.3.3: each message declares its namespace itself; a conversation is written once for both transports. */
function standAlone(xml: string): string {
  const tag = /^\s*<[^>]*/.exec(xml)?.[0] ?? '';
  return /\sxmlns=/.test(tag) ? xml : xml.replace(/^(\s*<[\w:-]+)/, `$1 xmlns='${NS.client}'`);
}

function eventOf(text: string): LinkEvent {
  try {
    const element = parseFrame(text);
    if (element.xmlns !== NS.framing) return { kind: 'element', element };
    return element.name === 'open' ? { kind: 'header', element } : { kind: 'close' };
  } catch (error) {
    return { kind: 'malformed', reason: String(error) };
  }
}

/** XMPP over WebSocket (RFC 7395). */
export class WebSocketLink implements Link {
  private constructor(
    private readonly socket: WebSocket,
    private readonly raw: () => Socket | undefined,
    report: Report,
  ) {
    socket.on('message', (data, binary) =>
      report(binary ? { kind: 'malformed', reason: 'a binary message' } : eventOf(String(data))),
    );
    socket.once('close', () => report({ kind: 'end' }));
  }

  static async connect(url: string, report: Report): Promise<WebSocketLink> {
    const socket = new WebSocket(url, 'xmpp', { perMessageDeflate: false, rejectUnauthorized: false });
    let raw: Socket | undefined;
    socket.on('upgrade', (response) => {
      raw = response.socket;
    });
    const link = new WebSocketLink(socket, () => raw, report);
    await once(socket, 'open');
    socket.on('error', () => undefined);
    return link;
  }

  openStream(domain: string): void {
    this.#message(`<open xmlns='${NS.framing}' to='${domain}' version='1.0'/>`);
  }

  closeStream(): void {
    this.#message(`<close xmlns='${NS.framing}'/>`);
  }

  send(...xml: readonly string[]): void {
    for (const element of xml) this.#message(standAlone(element));
  }

  sendBroken(text: string): void {
    this.#message(text);
  }

  keepAlive(): void {
    this.socket.ping();
  }

  #message(text: string): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(text);
  }

  secure(): Promise<void> {
    return Promise.reject(new Error('no STARTTLS over WebSocket (RFC 7395 §3.9)'));
  }

  cut(): void {
    const raw = this.raw();
    if (raw) reset(raw);
    this.socket.terminate();
  }

  hangUp(): void {
    this.raw()?.end();
  }

  farewell(): void {
    this.socket.close(1001);
  }
}

import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import {
  type Element,
  escapeAttribute,
  isFault,
  NS,
  parseFrame,
  type ReaderLimits,
  type ServerHeader,
} from '#xml';
import { ReadingGate } from './reading-gate.js';
import type { Wire, WireHandler } from './wire.js';

/** As over plain TCP: a peer that vanished in silence is noticed. */
const KEEPALIVE = 60_000;

export interface WebSocketWireOptions {
  readonly limits: ReaderLimits;
  readonly handler: WireHandler;
  readonly address: string;
  readonly confidential: boolean;
  readonly tls: string | null;
}

/** Outside of the wire, so that it holds on to nothing. */
const ignore = (): void => undefined;

/** XMPP over WebSocket (RFC 7395): every message is one complete element. */
export class WebSocketWire implements Wire {
  readonly transport = 'websocket';
  readonly framing = 'websocket';
  readonly selfContained = true;
  readonly closing = `<close xmlns='${NS.framing}'/>`;
  readonly address: string;
  readonly confidential: boolean;
  readonly tls: string | null;
  readonly #gate = new ReadingGate();
  #held: string[] | null = null;

  /** @param tcp the socket beneath, corked so that a turn's messages leave in one write */
  constructor(
    private readonly ws: WebSocket,
    private readonly tcp: Socket,
    private readonly options: WebSocketWireOptions,
  ) {
    this.address = options.address;
    this.confidential = options.confidential;
    this.tls = options.tls;
    tcp.setKeepAlive(true, KEEPALIVE);
    ws.on('message', (data: Buffer, binary: boolean) => this.#message(data, binary));
    const drained = () => options.handler.drained();
    ws.on('close', () => {
      // Nest's gateway remembers the last client that connected: what hangs on it, a session and its queue, must not.
      ws.removeAllListeners();
      ws.on('error', ignore);
      tcp.off('drain', drained);
      options.handler.gone();
    });
    ws.on('error', () => ws.terminate());
    tcp.on('drain', drained);
  }

  get backlog(): number {
    return this.ws.bufferedAmount;
  }
  write(parts: readonly string[]): void {
    this.tcp.cork();
    for (const part of parts) this.ws.send(part);
    this.tcp.uncork();
  }
  end(): void {
    this.ws.close(1000);
  }
  destroy(): void {
    this.ws.terminate();
  }
  hold(): void {
    this.#held ??= [];
    this.#gate.hold(this.ws);
  }
  release(): void {
    this.#gate.release(this.ws);
    const held = this.#held ?? [];
    this.#held = null;
    // Telling one may hold again: the rest waits for the next release.
    for (const text of held) this.#take(text);
  }
  restart(): void {}
  settle(): void {}
  pauseReading(): void {
    this.#gate.slow(this.ws);
  }
  resumeReading(): void {
    this.#gate.hasten(this.ws);
  }
  startTls(): boolean {
    return false;
  }
  opening({ id, from, to, lang, version }: ServerHeader): string {
    const attribute = (name: string, value: string | undefined) =>
      value === undefined ? '' : ` ${name}='${escapeAttribute(value)}'`;
    return `<open xmlns='${NS.framing}'${attribute('id', id)}${attribute('from', from)}${attribute('to', to)}${attribute('xml:lang', lang)}${attribute('version', version)}/>`;
  }

  #message(data: Buffer, binary: boolean): void {
    this.options.handler.received(data.length);
    if (binary) {
      this.options.handler.fault({ condition: 'unsupported-encoding', text: 'RFC 7395 wants text messages' });
      return;
    }
    this.#take(data.toString('utf8'));
  }

  #take(text: string): void {
    if (this.#held !== null) this.#held.push(text);
    else this.#tell(text);
  }

  #tell(text: string): void {
    const { handler, limits } = this.options;
    const element = parseFrame(text, limits);
    if (isFault(element)) return handler.fault(element);
    if (element.getNS() !== NS.framing) return handler.element(element);
    if (element.name === 'open') return handler.header(headerOf(element));
    if (element.name === 'close') return handler.closed();
    return handler.element(element);
  }
}

const headerOf = (open: Element) => ({
  name: open.name,
  prefix: '',
  xmlns: NS.framing,
  contentXmlns: NS.client,
  attrs: open.attrs as Record<string, string>,
});

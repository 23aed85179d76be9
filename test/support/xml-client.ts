import type { Element } from './element.js';
import { Inbox } from './inbox.js';
import { NS } from './namespaces.js';
import { mismatch } from './pattern.js';
import type { ServerAddress } from './server-process.js';
import { isStanza, SmCount, stanzasIn } from './sm-count.js';
import { TcpWire } from './tcp-wire.js';
import { WebSocketWire } from './websocket-wire.js';
import type { Transport, Wire, WireEvent } from './wire.js';

/** How long a step of a conversation may take before the test gives up, in ms. Never what a test measures. */
const PATIENCE = 20_000;

/**
 * A raw XMPP client: says exactly what a test tells it, and hands over what comes, in order. Once stream management is
 * on it counts stanzas and answers `<r/>` by itself (unless `answering` is false); `<a/>` goes to {@link nextAck}.
 */
export class XmlClient {
  readonly #inbox = new Inbox<WireEvent>();
  readonly #acks = new Inbox<number | 'end'>();
  readonly #transcript: string[] = [];
  #wire: Wire | undefined;
  /** Set by a successful enable or resume. */
  sm: SmCount | undefined;
  /** The counts to go on with if `<resumed/>` comes: what follows it is counted from the first stanza. */
  resuming: SmCount | undefined;
  answering = true;
  #deaf = false;
  /** Hand `<r/>` over to {@link expect} instead of swallowing it. */
  showRequests = false;
  fullJid = '';

  private constructor(readonly transport: Transport) {}

  static async connect(address: ServerAddress, transport: Transport): Promise<XmlClient> {
    const client = new XmlClient(transport);
    const report = (event: WireEvent) => client.#receive(event);
    const { host, c2s, c2sTls, http } = address;
    client.#wire =
      transport === 'websocket'
        ? await WebSocketWire.connect(`ws://${host}:${http}/xmpp-websocket`, report)
        : await TcpWire.connect(host, transport === 'tls' ? c2sTls : c2s, transport === 'tls', report);
    return client;
  }

  get #line(): Wire {
    if (!this.#wire) throw new Error('not connected');
    return this.#wire;
  }

  #receive(event: WireEvent): void {
    if (this.#deaf) return;
    this.#transcript.push(`<< ${'element' in event ? event.element.toString() : `(${event.kind})`}`);
    if (event.kind === 'end') this.#acks.push('end');
    if (event.kind === 'element') {
      const { element } = event;
      if (this.sm && isStanza(element)) this.sm.handled += 1;
      if (element.is('enabled', NS.sm3) || element.is('enabled', NS.sm2)) this.sm = SmCount.of(element);
      if (this.resuming && element.is('resumed', this.resuming.ns)) this.sm = this.resuming;
      if (this.sm && element.is('r', this.sm.ns)) {
        if (this.answering) this.send(`<a xmlns='${this.sm.ns}' h='${this.sm.h}'/>`);
        if (!this.showRequests) return;
      } else if (this.sm && element.is('a', this.sm.ns)) {
        this.#acks.push(Number(element.attrs['h']));
        return;
      }
    }
    this.#inbox.push(event);
  }

  #complaint = (wanted: string) => () =>
    `${wanted} did not come over ${this.transport}. The conversation:\n${this.#transcript.slice(-40).join('\n')}`;

  /** Sends one element; stanzas without a namespace are `jabber:client`. */
  send(xml: string): void {
    this.#transcript.push(`>> ${xml}`);
    if (this.sm) this.sm.sent += stanzasIn(xml);
    this.#line.send(xml);
  }

  /** Sends again, after a resume, a stanza that was counted when it was sent first (XEP-0198 §5). */
  repeat(xml: string): void {
    this.#transcript.push(`>> (again) ${xml}`);
    this.#line.send(xml);
  }

  sendRaw(data: string | Buffer): void {
    this.#transcript.push(`>> (raw) ${String(data).slice(0, 200)}`);
    this.#line.sendRaw(data);
  }

  /** Sends a stream header without waiting for the server's. */
  sendHeader(to = 'localhost'): void {
    this.#transcript.push(`>> (header to ${to})`);
    this.#line.openStream(to);
  }

  /** Whatever comes next. */
  next(wanted = 'anything'): Promise<WireEvent> {
    return this.#inbox.next(PATIENCE, this.#complaint(wanted));
  }

  /** The next stanza, whichever it is. */
  async expectStanza(): Promise<Element> {
    const event = await this.next('a stanza');
    if (event.kind !== 'element' || !isStanza(event.element))
      throw new Error(`${event.kind} instead of a stanza`);
    return event.element;
  }

  /** Takes the bodies of what has come and was not read, for a connection that is given up; from now on nothing is counted. */
  abandon(): string[] {
    this.#deaf = true;
    return this.#inbox
      .drain()
      .flatMap((event) => (event.kind === 'element' ? (event.element.childText('body') ?? []) : []));
  }

  /** Reads up to the end of the connection, whatever comes before it. */
  async ended(): Promise<void> {
    for (let event = await this.next('end'); event.kind !== 'end'; ) event = await this.next('end');
  }

  /** The next element must fit the pattern (see pattern.ts); answers it. */
  async expect(pattern: string): Promise<Element> {
    const event = await this.next(pattern);
    const reason = event.kind === 'element' ? mismatch(pattern, event.element) : `(${event.kind})`;
    if (event.kind !== 'element' || reason !== undefined)
      throw new Error(`${reason}\nwanted: ${pattern}\n${this.#complaint('it')()}`);
    return event.element;
  }

  async expectEvent<K extends WireEvent['kind']>(kind: K): Promise<Extract<WireEvent, { kind: K }>> {
    const event = await this.next(kind);
    if (event.kind !== kind) throw new Error(`${event.kind} came\n${this.#complaint(kind)()}`);
    return event as Extract<WireEvent, { kind: K }>;
  }

  /** A stream error of this condition, then the end of stream and connection, and nothing between (RFC 6120 §4.9.1.1). */
  async expectStreamError(condition: string, inside = ''): Promise<Element> {
    const error = await this.expect(
      `<stream:error><${condition} xmlns='${NS.streamErrors}'/>${inside}</stream:error>`,
    );
    await this.expectEvent('close');
    await this.expectEvent('end');
    return error;
  }

  /** Nothing that came before the answer to a ping was left unread: proves that something did not come. */
  async expectNothing(): Promise<void> {
    const id = `quiet-${this.#transcript.length}`;
    this.send(`<iq type='get' id='${id}' to='localhost'><ping xmlns='${NS.ping}'/></iq>`);
    await this.expect(`<iq type='result' id='${id}'/>`);
  }

  /** The h of the next `<a/>`. */
  async nextAck(): Promise<number> {
    const h = await this.#acks.next(PATIENCE, this.#complaint('<a/>'));
    if (h === 'end') throw new Error(`no <a/>\n${this.#complaint('it')()}`);
    return h;
  }

  /** Reads what came unasked until an `<a/>` says that everything was handled; the end of the connection must not come before. */
  async ackedUnasked(): Promise<void> {
    for (let h = await this.nextAck(); h !== this.sm?.sent; h = await this.nextAck());
  }

  /** Asks until the server says it handled `count` stanzas, by default all that were sent: an `<a/>` may be early, never beyond. */
  async acked(count = this.sm?.sent ?? 0): Promise<void> {
    this.send(`<r xmlns='${this.sm?.ns ?? NS.sm3}'/>`);
    for (let h = await this.nextAck(); h !== count; h = await this.nextAck())
      if (h > count) throw new Error(`<a h='${h}'/> is beyond ${count}\n${this.#complaint('it')()}`);
  }

  secure(): Promise<void> {
    return this.#line.secure();
  }

  /** `</stream:stream>` from us, the server's in return, and the connection closed (RFC 6120 §4.4). */
  async close(): Promise<void> {
    this.#line.closeStream();
    await this.expectEvent('close');
    await this.expectEvent('end');
  }

  /** FIN without a stream close; resolves once the server has closed its side too: its session is about to hibernate. */
  async hangUp(): Promise<void> {
    this.#line.hangUp();
    await this.ended();
  }

  /** RST, at once, from now on deaf and dumb. */
  cut(): void {
    this.#wire?.cut();
  }

  stall(): void {
    this.#wire?.stall();
  }
}

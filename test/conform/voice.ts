import type { Element } from '../support/element.js';
import { Inbox } from '../support/inbox.js';
import { NS } from '../support/namespaces.js';
import { mismatch } from '../support/pattern.js';
import { Breach } from './breach.js';
import type { Link, LinkEvent } from './link/link.js';
import { SmSession } from './sm-session.js';
import { Transcript } from './transcript.js';

/** How long an answer may take, in ms. Never what is judged. */
export const PATIENCE = 5_000;

const STANZA = /^\s*<(message|presence|iq)\b/;
const STANZA_ID = /^(\s*<(?:message|presence|iq)\b[^>]*?\sid=["'])/;
const isStanza = ({ name, xmlns }: Element) =>
  xmlns === NS.client && (name === 'message' || name === 'presence' || name === 'iq');
const isSm = ({ xmlns }: Element) => xmlns === NS.sm3 || xmlns === NS.sm2;
type Gone = 'end';

/**
 * One connection, speaking and listening for a conversation. Stanza ids are written short and sent with the conversation's tag in
 * front; messages and iqs without it (leftovers, pushes, pings) are counted and passed over, so a server may have business of its own. Presence
 * is read apart, `<a/>` too; `<r/>` is answered.
 */
export class Voice {
  readonly transcript = new Transcript();
  readonly #events = new Inbox<LinkEvent>();
  readonly #presences = new Inbox<Element | Gone>();
  readonly #acks = new Inbox<number | Gone>();
  #link: Link | undefined;
  #gone = false;
  #erred = false;
  #asked: SmSession | undefined;
  #quiet = 0;
  sm: SmSession | undefined;
  /** False leaves `<r/>` unanswered. */
  answering = true;
  fullJid = '';
  /** What the server offered last. */
  features: Element | undefined;

  constructor(
    readonly name: string,
    readonly domain: string,
    private readonly tag: string,
  ) {}

  get link(): Link {
    if (!this.#link) throw new Error('not connected');
    return this.#link;
  }

  set link(link: Link) {
    this.#link = link;
  }

  get gone(): boolean {
    return this.#gone;
  }

  /** A breach, with this voice's last lines as its excerpt. */
  breach(message: string): Breach {
    return new Breach(message, this.transcript.excerpt());
  }

  readonly receive = (event: LinkEvent): void => {
    if ('element' in event) this.transcript.came(event.element.toString());
    else if (event.kind === 'malformed') this.transcript.came(`(malformed: ${event.reason})`);
    else this.transcript.came(event.kind === 'close' ? '</stream:stream>' : '(connection closed)');
    if (event.kind === 'end') {
      this.#gone = true;
      this.#presences.push('end');
      this.#acks.push('end');
    }
    if (event.kind !== 'element' || this.#hears(event.element)) this.#events.push(event);
  };

  /** Whether the conversation is to hear it as something of its own. */
  #hears(element: Element): boolean {
    if (isStanza(element)) {
      if (this.sm) this.sm.handled += 1;
      if (element.name !== 'presence') return element.attrs['id']?.startsWith(this.tag) ?? false;
      this.#presences.push(element);
      return false;
    }
    if (element.is('error', NS.stream)) this.#erred = true;
    if (!isSm(element)) return true;
    if (element.name === 'r') {
      if (this.sm && this.answering) this.say(`<a xmlns='${this.sm.ns}' h='${this.sm.handled}'/>`);
      return false;
    }
    if (element.name === 'a') {
      this.#acks.push(Number(element.attrs['h']));
      return false;
    }
    // What follows <enabled/> or <resumed/> is counted from its first stanza.
    if ((element.name === 'enabled' || element.name === 'resumed') && this.#asked) {
      this.sm = this.#asked;
      if (element.name === 'enabled') this.sm.granted(element);
      else this.fullJid = this.sm.fullJid;
    }
    this.#asked = undefined;
    return true;
  }

  #tagged = (xml: string) => xml.replace(STANZA_ID, `$1${this.tag}`);

  /** Sends elements, pipelined. */
  say(...xml: readonly string[]): void {
    const lines = xml.map(this.#tagged);
    for (const line of lines) {
      this.transcript.sent(line);
      if (/^\s*<enable\b/.test(line) && !this.sm)
        this.#asked = new SmSession(/xmlns=["']([^"']*)/.exec(line)?.[1] ?? '', this.fullJid);
      const counting = this.sm ?? this.#asked;
      if (counting && STANZA.test(line)) counting.sent += 1;
    }
    this.link.send(...lines);
  }

  /** `<resume/>` for this session; `h` is what the client claims to have. */
  askToResume(session: SmSession, h = session.handled): void {
    this.#asked = session.from(h);
    this.transcript.sent(`<resume xmlns='${session.ns}' previd='${session.id}' h='${h}'/>`);
    this.link.send(`<resume xmlns='${session.ns}' previd='${session.id}' h='${h}'/>`);
  }

  /** Whatever comes next; `patience` in ms. */
  next(wanted: string, patience = PATIENCE): Promise<LinkEvent> {
    return this.#events
      .next(patience, () => 'nothing')
      .catch(() => {
        this.transcript.came('(nothing)');
        throw this.breach(`${this.name} waited in vain for ${wanted}`);
      });
  }

  /** The next element must fit the pattern (test/support/pattern.ts). */
  async hear(pattern: string, patience?: number): Promise<Element> {
    const wanted = this.#tagged(pattern);
    const event = await this.next(wanted, patience);
    const came = event.kind === 'end' ? 'the connection was closed' : `${event.kind} came`;
    const reason = event.kind === 'element' ? mismatch(wanted, event.element) : came;
    if (event.kind !== 'element' || reason !== undefined)
      throw this.breach(`${this.name}: ${reason}; wanted ${wanted}`);
    return event.element;
  }

  async hearEvent(kind: LinkEvent['kind']): Promise<LinkEvent> {
    const event = await this.next(kind);
    if (event.kind === kind) return event;
    const came = event.kind === 'element' ? event.element.toString() : event.kind;
    throw this.breach(`${this.name}: ${came} instead of ${kind}`);
  }

  /** A stream error that fits, with this condition if one is given. */
  hearStreamError(condition?: string, inside = ''): Promise<Element> {
    const wanted = condition === undefined ? '' : `<${condition} xmlns='${NS.streamErrors}'/>`;
    return this.hear(`<stream:error>${wanted}${inside}</stream:error>`);
  }

  /** Everything up to the end of the connection; answers the elements. */
  async ended(patience?: number): Promise<Element[]> {
    const heard: Element[] = [];
    for (;;) {
      const event = await this.next('the end of the connection', patience);
      if (event.kind === 'end') return heard;
      if (event.kind === 'element') heard.push(event.element);
    }
  }

  /** The next presence that fits; `patience` in ms. */
  async hearPresence(pattern: string, patience = PATIENCE): Promise<Element> {
    for (;;) {
      const presence = await this.#presences.next(patience, () => 'nothing').catch((): Gone => 'end');
      if (presence === 'end') throw this.breach(`${this.name} waited in vain for ${pattern}`);
      if (mismatch(pattern, presence) === undefined) return presence;
    }
  }

  /** Presences that came and were not read. */
  presencesSoFar(): Element[] {
    return this.#presences.drain().filter((presence) => presence !== 'end');
  }

  /** A round trip that must bring nothing else: what has not come by then was not sent. */
  async settle(): Promise<void> {
    const id = this.#ping();
    await this.hear(`<iq id='${id}'/>`);
  }

  #ping(): string {
    this.#quiet += 1;
    const id = `quiet-${this.#quiet}`;
    this.say(`<iq type='get' id='${id}' to='${this.domain}'><ping xmlns='${NS.ping}'/></iq>`);
    return id;
  }

  /** All that comes until a round trip is over or the connection is; answers it, and whether the stream still lives. */
  async rest(): Promise<{ heard: Element[]; alive: boolean }> {
    const heard: Element[] = [];
    if (this.#gone) return { heard, alive: false };
    const id = this.#ping();
    for (;;) {
      const event = await this.next('an answer or the end');
      if (event.kind === 'end') return { heard, alive: false };
      if (event.kind !== 'element') continue;
      if (event.element.is('iq', NS.client) && event.element.attrs['id'] === this.tag + id)
        return { heard, alive: event.element.attrs['type'] === 'result' };
      heard.push(event.element);
    }
  }

  /** The h of the next `<a/>`. */
  async nextAck(): Promise<number> {
    const h = await this.#acks.next(PATIENCE, () => 'nothing').catch((): Gone => 'end');
    if (h === 'end') throw this.breach(`${this.name} waited in vain for <a/>`);
    return h;
  }

  /** Every `<a/>` that came and was not read. */
  acksSoFar(): number[] {
    return this.#acks.drain().filter((h) => h !== 'end');
  }

  /** Asks until the server has handled `count` stanzas, all that were sent unless told: an `<a/>` may be early, never beyond. */
  async acked(count = this.sm?.sent ?? 0): Promise<void> {
    for (let tries = 0; tries < 20; tries += 1) {
      this.say(`<r xmlns='${this.sm?.ns ?? NS.sm3}'/>`);
      const h = await this.nextAck();
      if (h === count) return;
      if (h > count) throw this.breach(`${this.name}: <a h='${h}'/> where ${count} stanzas were sent`);
    }
    throw this.breach(`${this.name}: h never came to ${count}`);
  }

  /** `</stream:stream>`, the server's in return, and the end. */
  async close(): Promise<void> {
    this.transcript.sent('</stream:stream>');
    this.link.closeStream();
    await this.ended();
    // A stream error was faster: the session did not end by our close.
    if (this.sm && !this.#erred) this.sm.resumable = false;
  }
}

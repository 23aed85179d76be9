import { SaxesParser, type SaxesTagNS } from 'saxes';
import { Element } from './element.js';
import { NS } from './namespaces.js';

/** What a stream brings: its header, its direct children in order, and its end. */
export interface StreamEvents {
  header(header: Element): void;
  element(element: Element): void;
  close(): void;
}

function toElement(tag: SaxesTagNS): Element {
  const attrs: Record<string, string> = {};
  for (const attribute of Object.values(tag.attributes))
    if (attribute.name !== 'xmlns' && attribute.prefix !== 'xmlns') attrs[attribute.name] = attribute.value;
  return new Element(tag.local, tag.uri, attrs);
}

const DECLARATION = '<?xml';

/**
 * Reads what the server sends over TCP (RFC 6120 §4): strict, so that a server's malformed XML fails the test. An XML
 * declaration begins a new document: a client that pipelines gets the restarted stream on the heels of `<success/>`.
 */
export class StreamParser {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #sax = new SaxesParser({ xmlns: true });
  #open: Element[] = [];
  #kept = '';

  constructor(private readonly events: StreamEvents) {
    this.#begin();
  }

  #begin(): void {
    const { events } = this;
    const open: Element[] = [];
    const sax = new SaxesParser({ xmlns: true });
    sax.on('opentag', (tag) => {
      const element = toElement(tag);
      if (open.length === 0) events.header(element);
      else if (open.length > 1) open.at(-1)?.children.push(element);
      open.push(element);
    });
    sax.on('text', (text) => {
      if (open.length > 1) open.at(-1)?.children.push(text);
    });
    sax.on('closetag', () => {
      const element = open.pop();
      if (open.length === 0) events.close();
      else if (open.length === 1 && element) events.element(element);
    });
    sax.on('error', (error) => {
      throw new Error(`the server sent malformed XML: ${error.message}`);
    });
    this.#sax = sax;
    this.#open = open;
  }

  write(chunk: Buffer): void {
    const text = this.#kept + this.#decoder.decode(chunk, { stream: true });
    // The beginning of a declaration may be all that has come of it.
    const edge = /<(?:\?(?:x(?:m)?)?)?$/.exec(text)?.index ?? text.length;
    this.#kept = text.slice(edge);
    const [rest, ...documents] = text.slice(0, edge).split(DECLARATION);
    if (rest) this.#sax.write(rest);
    for (const document of documents) {
      if (this.#open.length > 0) this.#begin();
      this.#sax.write(DECLARATION + document);
    }
  }
}

/** Parses one complete element, with `around` written before it to bring its namespaces into scope. */
function parseWithin(around: string, xml: string): Element {
  const found: Element[] = [];
  const parser = new StreamParser({
    header: () => undefined,
    element: (element) => found.push(element),
    close: () => undefined,
  });
  parser.write(Buffer.from(around + xml));
  const [element] = found;
  if (!element || found.length > 1) throw new Error(`not one complete element: ${xml}`);
  return element;
}

/** One WebSocket message (RFC 7395 §3.3): an element that declares every namespace it uses. */
export const parseFrame = (text: string): Element => parseWithin("<frame xmlns=''>", text);

/** A test's own XML: `jabber:client` by default, the `stream:` prefix known. */
export const parsePattern = (xml: string): Element =>
  parseWithin(`<stream:stream xmlns='${NS.client}' xmlns:stream='${NS.stream}'>`, xml.trim());

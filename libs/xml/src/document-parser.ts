import type { Element } from 'ltx';
import { type SaxesAttributeNS, type SaxesOptions, SaxesParser, type SaxesTagNS, type XMLDecl } from 'saxes';
import { buildElement, plainAttributes } from './element-builder.js';
import { conditionOf, FaultSignal, signal, type XmlFault } from './fault.js';

/** How deep and how wide an element may be. */
export interface ShapeLimits {
  /** Elements within each other, counted from the stanza. Tokenizing is quadratic in it. */
  readonly maxDepth: number;
  /** Attributes on one element, namespace declarations included. */
  readonly maxAttributes: number;
}

/** The opening tag of a stream (RFC 6120 §4.7); whether it is an acceptable one is for the negotiation to say. */
export interface StreamHeader {
  /** Local name: `stream`. */
  readonly name: string;
  /** Prefix as sent, '' if none: `stream`. */
  readonly prefix: string;
  /** Namespace of the tag itself, '' if none: `http://etherx.jabber.org/streams`. */
  readonly xmlns: string;
  /** The default namespace, '' if none: `jabber:client`. */
  readonly contentXmlns: string;
  /** Attributes by name as sent, without namespace declarations. */
  readonly attrs: Readonly<Record<string, string>>;
}

/** Told what a document holds. `position` counts UTF-16 units from the document's begin to just behind the construct. */
export interface DocumentHandler {
  header(header: StreamHeader, position: number): void;
  element(el: Element, position: number): void;
  end(position: number): void;
  /** White space between two elements is over. */
  gap(position: number): void;
  /** The element or end told last was closed by a foreign tag: it never was. */
  retract(): void;
}

// A document is XML 1.0 whatever its declaration says (RFC 6120 §11.8), else `version='1.1'` would let control characters in.
const OPTIONS = { xmlns: true, position: false, forceXMLVersion: true, defaultXMLVersion: '1.0' } as const;
type Options = typeof OPTIONS & SaxesOptions;

/** Where saxes 6.0 keeps its handlers, and what it makes anew for every parser though it never changes it. */
interface Internals {
  stateTable: unknown;
  ns: unknown;
  errorHandler: (error: Error) => void;
  xmldeclHandler: (declaration: XMLDecl) => void;
  commentHandler: () => void;
  piHandler: () => void;
  doctypeHandler: () => void;
  openTagStartHandler: () => void;
  attributeHandler: (attribute: SaxesAttributeNS) => void;
  openTagHandler: (tag: SaxesTagNS) => void;
  closeTagHandler: () => void;
  textHandler: (text: string) => void;
  cdataHandler: (text: string) => void;
}

// One connection has one parser, and most connections are silent: 700 bytes of each are the same.
const SHARED = new SaxesParser<Options>(OPTIONS) as unknown as Internals;

const NO_ATTRIBUTES: Record<string, SaxesAttributeNS> = Object.freeze({});

/** What can no longer become an entity reference, whatever follows. */
const NO_REFERENCE = /[\s<>&'"=/]/;
const NOT_BLANK = /[^ \t\r\n]/;

/** Tokens to canonical Elements, with XMPP's restrictions (RFC 6120 §11). Knows nothing of bytes. */
export class DocumentParser {
  /** Open tags, the stream's own included. */
  depth = 0;
  private readonly saxes = new SaxesParser<Options>(OPTIONS);
  private top: Element | undefined;
  private attributes: SaxesAttributeNS[] = [];
  /** Namespaces of the open elements; the last is that of `top`. */
  private readonly namespaces: string[] = [];
  private toldByClosing = false;

  /** @param framed the root is itself the one element (RFC 7395), not a stream around many */
  constructor(
    private readonly framed: boolean,
    private limits: ShapeLimits,
    private readonly handler: DocumentHandler,
  ) {
    // What `on()` does, but by name: its keyed stores turn the parser's object into a hash table, which makes reading eight times slower.
    const internals = this.saxes as unknown as Internals;
    internals.stateTable = SHARED.stateTable;
    internals.ns = SHARED.ns;
    internals.errorHandler = (error) => this.fail(error.message);
    internals.xmldeclHandler = declared;
    internals.commentHandler = commented;
    internals.piHandler = instructed;
    internals.doctypeHandler = typed;
    internals.openTagStartHandler = () => this.begin();
    internals.attributeHandler = (attribute) => this.attribute(attribute);
    internals.openTagHandler = (tag) => this.open(tag);
    internals.closeTagHandler = () => this.close();
    internals.textHandler = (text) => this.text(text);
    internals.cdataHandler = (text) => this.cdata(text);
  }

  /** Reads on. After a fault only {@link reset} helps. */
  feed(text: string): XmlFault | undefined {
    const fault = this.attempt(text);
    if (fault !== undefined) return fault;
    // saxes waits for the `;` behind an `&`; a client that forgot to escape one would wait for us for ever.
    const { entity } = this.saxes as unknown as { readonly entity: string };
    if (entity !== '' && NO_REFERENCE.test(entity)) {
      return { condition: 'not-well-formed', text: 'disallowed character in entity name.' };
    }
    // saxes keeps the last text until the next comes, which for a session that fell silent may be hours.
    if (text.length > 512) this.saxes.write('');
    return undefined;
  }

  /** The document ends here: a fault unless it is complete. */
  finish(): XmlFault | undefined {
    return this.attempt(null);
  }

  /** Forgets everything; a new document begins. */
  reset(limits: ShapeLimits = this.limits): void {
    this.limits = limits;
    this.saxes._init();
    this.depth = 0;
    this.top = undefined;
    this.attributes = [];
    this.namespaces.length = 0;
  }

  private attempt(text: string | null): XmlFault | undefined {
    try {
      this.saxes.write(text);
      return undefined;
    } catch (error) {
      if (error instanceof FaultSignal) return error.fault;
      throw error;
    }
  }

  private fail(complaint: string): never {
    // saxes closes whatever is open before it compares the names.
    if (this.toldByClosing && complaint === 'unexpected close tag.') this.handler.retract();
    throw signal(conditionOf(complaint), complaint);
  }

  private begin(): void {
    this.toldByClosing = false;
    if (this.depth - (this.framed ? 0 : 1) >= this.limits.maxDepth) tooMuch('elements nested too deeply');
  }

  private attribute(attribute: SaxesAttributeNS): void {
    if (this.attributes.push(attribute) > this.limits.maxAttributes) tooMuch('too many attributes');
  }

  private open(tag: SaxesTagNS): void {
    const { attributes, top } = this;
    if (this.depth === 0 && !this.framed) {
      const contentXmlns = tag.ns[''] ?? '';
      const { local, prefix, uri } = tag;
      const attrs = plainAttributes(attributes);
      // The tokenizer keeps this tag as long as the stream lives; its attributes are told and not needed there.
      tag.attributes = NO_ATTRIBUTES;
      this.handler.header({ name: local, prefix, xmlns: uri, contentXmlns, attrs }, this.saxes.position);
    } else {
      const el = buildElement(tag, attributes, this.namespaces.at(-1));
      if (top !== undefined) {
        top.children.push(el);
        el.parent = top;
      }
      this.top = el;
      this.namespaces.push(tag.uri);
    }
    attributes.length = 0;
    this.depth++;
  }

  private close(): void {
    this.depth--;
    this.namespaces.pop();
    const el = this.top;
    this.toldByClosing = false;
    if (el === undefined) {
      this.toldByClosing = true;
      this.handler.end(this.saxes.position);
    } else if (el.parent === null) {
      this.top = undefined;
      this.toldByClosing = true;
      this.handler.element(el, this.saxes.position);
    } else {
      this.top = el.parent;
    }
  }

  private text(text: string): void {
    const { top } = this;
    if (top !== undefined) addText(top, text);
    else if (this.depth === 1) {
      if (NOT_BLANK.test(text)) throw new FaultSignal(STRAY_TEXT);
      this.handler.gap(this.saxes.position - 1);
    }
  }

  private cdata(text: string): void {
    if (this.top === undefined) throw new FaultSignal(STRAY_TEXT);
    else if (text !== '') addText(this.top, text);
  }
}

function addText(el: Element, text: string): void {
  const { children } = el;
  const last = children.length - 1;
  const before = children[last];
  // Text and CDATA side by side are one run of characters.
  if (typeof before === 'string') children[last] = before + text;
  else children.push(text);
}

function declared({ version, encoding }: XMLDecl): void {
  if (version !== '1.0') throw signal('not-well-formed', 'only XML 1.0 is spoken here');
  if (encoding !== undefined && encoding.toUpperCase() !== 'UTF-8') {
    throw signal('unsupported-encoding', 'only UTF-8 is spoken here');
  }
}

const commented = () => restricted('comments are not allowed');
const instructed = () => restricted('processing instructions are not allowed');
const typed = () => restricted('document type declarations are not allowed');

function restricted(text: string): never {
  throw signal('restricted-xml', text);
}

function tooMuch(text: string): never {
  throw signal('policy-violation', text);
}

/** Characters straight in the stream are well-formed XML, but the schema of streams (RFC 6120 §A.1) has no place for them: §4.9.3.11. */
export const STRAY_TEXT: XmlFault = {
  condition: 'invalid-xml',
  text: 'character data directly in the stream',
};

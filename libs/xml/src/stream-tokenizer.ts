import type { Element } from 'ltx';
import {
  type DocumentHandler,
  DocumentParser,
  type ShapeLimits,
  STRAY_TEXT,
  type StreamHeader,
} from './document-parser.js';
import { FaultSignal, TOO_LARGE, type XmlFault } from './fault.js';

export interface ReaderLimits extends ShapeLimits {
  /** Bytes of one stanza from its `<` to its last `>`; also of a stream header with what comes before it. */
  readonly maxStanzaBytes: number;
}

/** One thing a stream holds; `end` is the index in the text just behind it. */
export type StreamEvent = { readonly end: number } & (
  | { readonly kind: 'open'; readonly header: StreamHeader }
  | { readonly kind: 'element'; readonly el: Element; readonly bytes: number }
  | { readonly kind: 'close' }
  | { readonly kind: 'fault'; readonly fault: XmlFault }
);

/** What the queue is between two reads, so that no element stays referred to. */
const NOTHING: StreamEvent[] = [];
const BLANKS = /^[ \t\r\n]*/;
const BLANK = /^[ \t\r\n]*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out
const STRAY = /^[ \t\r\n]*[^\x00-\x20\uFFFE\uFFFF<&]/;

/** Text of a stream to events, with the size of every stanza in bytes. After a fault or a close nothing more is to be read. */
export class StreamTokenizer implements DocumentHandler {
  private readonly parser: DocumentParser;
  private queue = NOTHING;
  private text = '';
  private ascii = true;
  /** Bytes of the stanza now arriving that earlier texts held, and where in this text it begins or goes on. */
  private begun = 0;
  private mark = 0;
  /** Where this text begins, and all texts so far end, in the document. */
  private base = 0;
  private fed = 0;
  /** No stanza has begun: white space that comes first is a keepalive (RFC 6120 §4.6.1) or belongs to the document before. */
  private idle = false;

  constructor(private readonly limits: ReaderLimits) {
    this.parser = new DocumentParser(false, limits, this);
  }

  /** Reads on; answers what the text completed, in order. @param ascii the text holds nothing else */
  read(text: string, ascii: boolean): StreamEvent[] {
    // Fed to the tokenizer, the keepalives of a silent session would pile up there.
    const skip = this.idle ? (BLANKS.exec(text)?.[0].length ?? 0) : 0;
    if (skip === text.length) return [];
    const events: StreamEvent[] = [];
    this.queue = events;
    this.text = text;
    this.ascii = ascii;
    this.mark = skip;
    this.base = this.fed - skip;
    this.fed = this.base + text.length;
    let fault = this.parser.feed(skip === 0 ? text : text.slice(skip));
    // What is wrong with stray text is first of all that it is there.
    if (fault !== undefined && this.straying()) fault = STRAY_TEXT;
    fault ??= this.leftover();
    if (fault !== undefined) events.push({ kind: 'fault', fault, end: text.length });
    this.queue = NOTHING;
    this.text = '';
    return events;
  }

  /** What comes next is a new document (RFC 6120 §4.3.3). */
  restart(): void {
    this.parser.reset();
    this.begun = 0;
    this.fed = 0;
    this.idle = true;
  }

  header(header: StreamHeader, position: number): void {
    this.take(position - this.base);
    this.queue.push({ kind: 'open', header, end: this.mark });
  }

  element(el: Element, position: number): void {
    const bytes = this.take(position - this.base);
    this.queue.push({ kind: 'element', el, bytes, end: this.mark });
  }

  end(position: number): void {
    this.take(position - this.base);
    this.queue.push({ kind: 'close', end: this.mark });
  }

  gap(position: number): void {
    this.begun = 0;
    this.mark = position - this.base;
  }

  retract(): void {
    this.queue.pop();
    // Not between two stanzas after all.
    this.mark = this.text.length;
  }

  /** Ends a construct at an index: answers its bytes, checked against the cap. */
  private take(end: number): number {
    const bytes = this.begun + this.bytesTo(end);
    if (bytes > this.limits.maxStanzaBytes) throw new FaultSignal(TOO_LARGE);
    this.begun = 0;
    this.mark = end;
    return bytes;
  }

  /** Between two stanzas, with something that begins none. An `&` may still become anything, a control character is worse. */
  private straying(): boolean {
    return this.parser.depth === 1 && this.begun === 0 && STRAY.test(this.text.slice(this.mark));
  }

  /** Accounts for what stays unfinished at the end of a text. */
  private leftover(): XmlFault | undefined {
    // No need to wait for a `<` to know.
    if (this.straying()) return STRAY_TEXT;
    const { text, mark } = this;
    this.idle =
      this.parser.depth === 1 && this.begun === 0 && (mark === text.length || BLANK.test(text.slice(mark)));
    if (this.idle) return undefined;
    this.begun += this.bytesTo(text.length);
    return this.begun > this.limits.maxStanzaBytes ? TOO_LARGE : undefined;
  }

  private bytesTo(end: number): number {
    return this.ascii ? end - this.mark : Buffer.byteLength(this.text.slice(this.mark, end));
  }
}

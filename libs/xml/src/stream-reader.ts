import type { Element } from 'ltx';
import type { StreamHeader } from './document-parser.js';
import type { XmlFault } from './fault.js';
import { type ReaderLimits, type StreamEvent, StreamTokenizer } from './stream-tokenizer.js';
import { Utf8Decoder } from './utf8-decoder.js';

/** Told what a stream holds, in order. What it throws leaves {@link StreamReader.write} or {@link StreamReader.resume}. */
export interface ReaderHandler {
  open(header: StreamHeader): void;
  /** A complete direct child of the stream; `bytes` from its `<` to its last `>`. The reader keeps no reference to it. */
  element(el: Element, bytes: number): void;
  /** `</stream:stream>`; nothing follows. */
  close(): void;
  /** Once; nothing follows. */
  fault(fault: XmlFault): void;
}

/** Read at once at most, so that a cap is checked before much more than it is held. As large as a socket's chunks get. */
const PIECE = 65536;

/**
 * Bytes of an XMPP stream (RFC 6120 §4) to Elements, stanza by stanza.
 *
 * A chunk is tokenized whole and told event by event. That is what makes {@link pause} exact, and {@link restart} possible in the
 * middle of a chunk: clients pipeline `<auth/>`, a new header and `<enable/>` in one packet, and what follows the element told last
 * is simply read again as a new document, whatever it looked like in the old one.
 */
export class StreamReader {
  private readonly tokenizer: StreamTokenizer;
  private readonly decoder = new Utf8Decoder();
  private events: StreamEvent[] = [];
  /** The text the events are of, and how far it has been told. */
  private text = '';
  private told = 0;
  private ascii = true;
  /** What a restart left to be read as a new document. */
  private rest = '';
  /** Unread chunks: arrived while paused, or the later pieces of a large one. */
  private readonly kept: Buffer[] = [];
  private keptBytes = 0;
  private halted = false;
  private settled = false;
  private telling = false;
  private dead = false;

  constructor(
    private readonly limits: ReaderLimits,
    private readonly handler: ReaderHandler,
  ) {
    this.tokenizer = new StreamTokenizer(limits);
  }

  get paused(): boolean {
    return this.halted;
  }

  /**
   * Bytes that arrived behind the element told last, while it is told or the reader was paused by its handler: after `<starttls/>`
   * anything here was sent in the clear (RFC 6120 §5.4.3.3).
   */
  get pendingBytes(): number {
    const unread = Buffer.byteLength(this.text.slice(this.told)) + Buffer.byteLength(this.rest);
    return unread + this.keptBytes + this.decoder.pendingBytes;
  }

  /** Reads a chunk; everything it completes is told before this returns, unless paused. The reader may keep the buffer. */
  write(chunk: Buffer): void {
    if (this.dead) return;
    this.kept.push(chunk);
    this.keptBytes += chunk.length;
    if (!this.halted) this.run();
    // The socket is paused with us; what still comes is what it had read already.
    else if (this.keptBytes > this.limits.maxStanzaBytes + PIECE) {
      this.die({ condition: 'policy-violation', text: 'too much sent ahead' });
    }
  }

  /** Tells nothing more from here on, exactly. */
  pause(): void {
    this.halted = true;
  }

  /** Goes on with what was kept, before it returns unless called by the handler. */
  resume(): void {
    this.halted = false;
    this.run();
  }

  /** What follows the element told last is a new document (RFC 6120 §4.3.3). Its handler must have paused if this comes later. */
  restart(): void {
    if (this.settled) throw new Error('a settled stream cannot be restarted');
    this.rest = this.text.slice(this.told) + this.rest;
    this.forgetText();
    this.tokenizer.restart();
  }

  /** No restart can come any more. */
  settle(): void {
    this.settled = true;
  }

  /** Drops {@link pendingBytes}; what comes next is a new document, for the old one broke off. */
  discardPending(): void {
    this.drop();
    this.tokenizer.restart();
  }

  private run(): void {
    if (this.telling) return;
    this.telling = true;
    try {
      while (!this.halted && !this.dead) {
        const event = this.events.shift();
        if (event !== undefined) this.tell(event);
        else if (!this.readOn()) break;
      }
    } finally {
      this.telling = false;
    }
  }

  private tell(event: StreamEvent): void {
    this.told = event.end;
    switch (event.kind) {
      case 'open':
        this.handler.open(event.header);
        break;
      case 'element':
        this.handler.element(event.el, event.bytes);
        break;
      case 'close':
        this.dead = true;
        this.drop();
        this.handler.close();
        break;
      case 'fault':
        this.die(event.fault);
    }
  }

  /** Tokenizes the next text; false if there is none. */
  private readOn(): boolean {
    let text = this.rest;
    this.rest = '';
    this.forgetText();
    if (text === '') {
      if (this.decoder.invalid) {
        // RFC 6120 §4.9.3.22 counts a violation of the rules of UTF-8 here, not as malformed XML.
        this.die({ condition: 'unsupported-encoding', text: 'not UTF-8' });
        return false;
      }
      const piece = this.nextPiece();
      if (piece === undefined) return false;
      text = this.decoder.decode(piece);
      this.ascii = this.decoder.ascii;
    }
    this.text = text;
    this.events = this.tokenizer.read(text, this.ascii);
    return true;
  }

  private nextPiece(): Buffer | undefined {
    let piece = this.kept[0];
    if (piece === undefined) return undefined;
    if (piece.length > PIECE) {
      this.kept[0] = piece.subarray(PIECE);
      piece = piece.subarray(0, PIECE);
    } else {
      this.kept.shift();
    }
    this.keptBytes -= piece.length;
    return piece;
  }

  private die(fault: XmlFault): void {
    this.dead = true;
    this.drop();
    this.handler.fault(fault);
  }

  private forgetText(): void {
    this.text = '';
    this.told = 0;
    this.events = [];
  }

  private drop(): void {
    this.forgetText();
    this.rest = '';
    this.kept.length = 0;
    this.keptBytes = 0;
    this.decoder.discardPending();
  }
}

const FIRST_SIZE = 64 * 1024;
/** A buffer that grew beyond this for one batch is not kept for the next. */
const KEPT_SIZE = 4 * 1024 * 1024;
const LIMIT_OF_SHIFTS = 0x8000_0000;

/** Puts numbers and strings one behind the other into one buffer that is used again for each batch. */
export class ByteWriter {
  #bytes = Buffer.allocUnsafe(FIRST_SIZE);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** What was put since {@link reset}; good until the next one. */
  get view(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Begins anew behind `room` bytes that are filled in last. */
  reset(room: number): void {
    if (this.#bytes.length > KEPT_SIZE) this.#bytes = Buffer.allocUnsafe(FIRST_SIZE);
    this.#length = room;
  }

  byte(value: number): void {
    if (this.#length === this.#bytes.length) this.#grow(1);
    this.#bytes[this.#length++] = value;
  }

  /** A whole number from 0 to 2^53-1 in groups of seven bits, the lowest first; all but the last have the top bit set. */
  varint(value: number): void {
    if (this.#length + 8 > this.#bytes.length) this.#grow(8);
    const bytes = this.#bytes;
    let rest = value;
    while (rest >= LIMIT_OF_SHIFTS) {
      bytes[this.#length++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    while (rest > 127) {
      bytes[this.#length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    bytes[this.#length++] = rest;
  }

  /** 0, -1, 1, -2, 2 … as 0, 1, 2, 3, 4 …; up to 2^52 either way. */
  signed(value: number): void {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  /** A time or duration in ms: what is not whole or negative is brought to the next that is. */
  millis(value: number): void {
    this.varint(Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, Math.round(value))));
  }

  u48(value: number): void {
    if (this.#length + 6 > this.#bytes.length) this.#grow(6);
    this.#bytes.writeUIntLE(value, this.#length, 6);
    this.#length += 6;
  }

  /** UTF-8 behind its length in bytes; `known` spares the counting where that length is known. */
  string(text: string, known = Buffer.byteLength(text)): void {
    const before = this.#length;
    this.varint(known);
    // Room for one character more: a text that is longer than it was said to be shows.
    if (this.#length + known + 4 > this.#bytes.length) this.#grow(known + 4);
    const written = this.#bytes.write(text, this.#length, 'utf8');
    this.#length += written;
    if (written === known) return;
    this.#length = before;
    this.string(text);
  }

  /** A 0 for null, else what `write` puts behind a 1. */
  nullable<T>(value: T | null, write: (value: T) => void): void {
    this.byte(value === null ? 0 : 1);
    if (value !== null) write(value);
  }

  #grow(more: number): void {
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + more));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

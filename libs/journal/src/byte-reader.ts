/** Bytes that are not what the format says. */
export class UndecodableError extends Error {
  override readonly name = 'UndecodableError';
}

/** Takes numbers and strings off a buffer; throws {@link UndecodableError} rather than reading past its end. */
export class ByteReader {
  #at: number;
  /** UTF-8 length of the string read last. */
  stringBytes = 0;

  constructor(
    private readonly bytes: Buffer,
    start: number,
    private readonly end: number,
  ) {
    this.#at = start;
  }

  get done(): boolean {
    return this.#at >= this.end;
  }

  byte(): number {
    if (this.#at >= this.end) throw new UndecodableError('an entry ends early');
    return this.bytes[this.#at++] as number;
  }

  varint(): number {
    let value = this.byte();
    if (value < 128) return value;
    value &= 127;
    let factor = 128;
    for (;;) {
      const next = this.byte();
      value += (next & 127) * factor;
      if (next < 128) break;
      factor *= 128;
      if (factor > Number.MAX_SAFE_INTEGER) throw new UndecodableError('a number is too long');
    }
    if (value > Number.MAX_SAFE_INTEGER) throw new UndecodableError('a number is too large');
    return value;
  }

  signed(): number {
    const value = this.varint();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  u48(): number {
    const start = this.#skip(6);
    return this.bytes.readUIntLE(start, 6);
  }

  string(): string {
    const length = this.varint();
    this.stringBytes = length;
    if (length === 0) return '';
    const start = this.#skip(length);
    return this.bytes.toString('utf8', start, start + length);
  }

  /** A list behind its length. */
  list<T>(item: () => T): T[] {
    const length = this.varint();
    // Each item has a byte at least: a length beyond that is nonsense and must not be allocated.
    if (length > this.end - this.#at) throw new UndecodableError('a list is longer than its batch');
    const items: T[] = [];
    for (let i = 0; i < length; i++) items.push(item());
    return items;
  }

  /** null behind a 0, else what follows a 1. */
  nullable<T>(read: () => T): T | null {
    const mark = this.byte();
    if (mark > 1) throw new UndecodableError('neither there nor not there');
    return mark === 0 ? null : read();
  }

  /** One of a table of words, by its place. */
  word<T>(words: readonly T[]): T {
    const word = words[this.byte()];
    if (word === undefined) throw new UndecodableError('a word nobody knows');
    return word;
  }

  #skip(length: number): number {
    const start = this.#at;
    if (start + length > this.end) throw new UndecodableError('an entry ends early');
    this.#at = start + length;
    return start;
  }
}

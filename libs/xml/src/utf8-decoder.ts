import { isUtf8 } from 'node:buffer';

/** UTF-8 in chunks that may end inside a character, to text. Strict: see {@link Utf8Decoder.invalid}. */
export class Utf8Decoder {
  /** The last text was pure ASCII: its characters are its bytes. */
  ascii = true;
  /** A byte that is not UTF-8 was met; the last text ends before it. Nothing can follow. */
  invalid = false;
  private tail: Buffer | undefined;

  /** Bytes of a character still incomplete, 0 … 3. */
  get pendingBytes(): number {
    return this.tail?.length ?? 0;
  }

  decode(chunk: Buffer): string {
    const bytes = this.tail === undefined ? chunk : Buffer.concat([this.tail, chunk]);
    const complete = completeLength(bytes);
    // Copied, so that three bytes do not keep a whole socket buffer alive.
    this.tail = complete === bytes.length ? undefined : Buffer.from(bytes.subarray(complete));
    const body = complete === bytes.length ? bytes : bytes.subarray(0, complete);
    const text = body.toString('utf8');
    this.ascii = text.length === body.length;
    // Decoding puts U+FFFD where a byte is wrong. Only then is it worth asking whether the peer sent one itself.
    const suspect = text.indexOf('\uFFFD');
    if (suspect === -1 || isUtf8(body)) return text;
    this.invalid = true;
    this.ascii = false;
    return text.slice(0, suspect);
  }

  /** Starts anew: the bytes kept, or the wrong one met, are not to count. */
  discardPending(): void {
    this.tail = undefined;
    this.invalid = false;
  }
}

/** Length without a last character whose bytes are not all there yet. */
function completeLength(bytes: Buffer): number {
  const { length } = bytes;
  for (let back = 1; back <= 3 && back <= length; back++) {
    const byte = bytes[length - back]!;
    if (byte < 0x80 || byte > 0xf4) return length;
    if (byte >= 0xc0) {
      const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < size ? length - back : length;
    }
  }
  return length;
}

import { ByteReader, UndecodableError } from './byte-reader.js';
import { CAUSE, KIND_BY_TAG, LANES, LAST } from './code-tables.js';
import type { DecodedCause, DecodedEntry } from './decoded-entry.js';
import { readEnding, readFacts, readHibernation, readSpan, readState } from './session-codec.js';
import { readStanza } from './stanza-codec.js';

/**
 * The entries of one batch, between two offsets. All or none: throws `UndecodableError` where the bytes are not what the
 * format says.
 * @param at time of the batch
 */
export function decodeEntries(bytes: Buffer, start: number, end: number, at: number): DecodedEntry[] {
  const decoder = new EntryDecoder(new ByteReader(bytes, start, end), at);
  return decoder.all();
}

class EntryDecoder {
  #lastCause: DecodedCause | null = null;

  constructor(
    private readonly from: ByteReader,
    private readonly at: number,
  ) {}

  all(): DecodedEntry[] {
    const entries: DecodedEntry[] = [];
    while (!this.from.done) entries.push(this.#entry());
    return entries;
  }

  #entry(): DecodedEntry {
    const { from } = this;
    const kind = KIND_BY_TAG[from.byte()];
    switch (kind) {
      case 'stanza':
        return { kind, stanza: readStanza(from, this.at) };
      case 'session':
        return { kind, session: from.varint(), since: from.varint(), state: readState(from) };
      case 'enqueue': {
        const session = from.varint();
        const stanza = from.varint();
        const flags = from.byte();
        const lane = LANES[flags & 3];
        if (lane === undefined) throw new UndecodableError('a lane nobody knows');
        const cause = this.#cause(flags);
        return { kind, session, lane, stanza, cause, ordinal: from.varint() };
      }
      case 'removed': {
        const session = from.varint();
        const stanza = from.varint();
        const flags = from.byte();
        const lane = LANES[flags & 3];
        if (lane === undefined) throw new UndecodableError('a lane nobody knows');
        return { kind, session, lane, stanza, last: (flags & LAST) !== 0 };
      }
      case 'inbound':
        return { kind, session: from.varint(), h: from.varint() };
      case 'done':
        return { kind, session: from.varint(), n: from.varint(), fingerprint: from.u48() };
      case 'ack':
        return { kind, session: from.varint(), h: from.varint() };
      case 'arrived':
        return { kind, stanza: from.varint() };
      case 'facts':
        return { kind, session: from.varint(), facts: readFacts(from) };
      case 'directed':
        return { kind, session: from.varint(), to: from.string(), available: from.byte() === 1 };
      case 'hibernating':
        return { kind, session: from.varint(), hibernation: readHibernation(from), sent: from.varint() };
      case 'resumed':
        return {
          kind,
          session: from.varint(),
          resumes: from.varint(),
          address: from.string(),
          span: readSpan(from),
        };
      case 'ending':
        return { kind, session: from.varint(), ending: readEnding(from) };
      case 'ended':
        return { kind, session: from.varint() };
      case 'intent': {
        const intent = { id: from.varint(), store: from.string(), json: from.string() };
        const cause = this.#cause(from.byte());
        return { kind, intent, cause, ordinal: from.varint() };
      }
      case 'intent-done':
        return { kind, id: from.varint() };
      case 'floor':
        return { kind, segment: from.varint() };
      case undefined:
        throw new UndecodableError('an entry nobody knows');
    }
  }

  #cause(flags: number): DecodedCause | null {
    const how = flags & (CAUSE.same | CAUSE.full);
    if (how === CAUSE.none) return null;
    if (how === CAUSE.full) {
      const { from } = this;
      this.#lastCause = { origin: from.varint(), n: from.varint(), fingerprint: from.u48() };
    }
    if (this.#lastCause === null) throw new UndecodableError('a cause that was not told');
    return this.#lastCause;
  }
}

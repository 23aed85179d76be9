import type { JournaledStanza } from '#ports';
import { type ByteReader, UndecodableError } from './byte-reader.js';
import type { ByteWriter } from './byte-writer.js';
import { OTHER_TYPE, STANZA_FLAGS, STANZA_KINDS, STANZA_TYPES, TYPE_CODES } from './code-tables.js';

/** @param batchAt time of the batch, ms since the epoch: a stanza's own is written as the distance from it */
export function writeStanza(out: ByteWriter, stanza: JournaledStanza, batchAt: number): void {
  const { delayed, transient, noStore, arrived, copy } = STANZA_FLAGS;
  out.byte(
    STANZA_KINDS.indexOf(stanza.kind) |
      (stanza.delayed ? delayed : 0) |
      (stanza.transient ? transient : 0) |
      (stanza.noStore ? noStore : 0) |
      (stanza.arrived ? arrived : 0) |
      (stanza.copy ? copy : 0),
  );
  const code = TYPE_CODES.get(stanza.type);
  out.byte(code ?? OTHER_TYPE);
  if (code === undefined) out.string(stanza.type);
  out.signed(Math.round(stanza.at) - batchAt);
  out.string(stanza.from);
  out.string(stanza.xml, stanza.bytes);
}

/** Behind its number, which is read here as well. */
export function readStanza(from: ByteReader, batchAt: number): JournaledStanza {
  const journalNo = from.varint();
  const flags = from.byte();
  const kind = STANZA_KINDS[flags & 3];
  const code = from.byte();
  const type = code === OTHER_TYPE ? from.string() : STANZA_TYPES[code];
  if (kind === undefined || type === undefined) throw new UndecodableError('a kind of stanza nobody knows');
  const at = batchAt + from.signed();
  const sender = from.string();
  const xml = from.string();
  return {
    xml,
    bytes: from.stringBytes,
    at,
    kind,
    type,
    from: sender,
    delayed: (flags & STANZA_FLAGS.delayed) !== 0,
    transient: (flags & STANZA_FLAGS.transient) !== 0,
    noStore: (flags & STANZA_FLAGS.noStore) !== 0,
    arrived: (flags & STANZA_FLAGS.arrived) !== 0,
    copy: (flags & STANZA_FLAGS.copy) !== 0,
    journalNo,
    journalSegment: 0,
  };
}

import { crc32 } from 'node:zlib';

/** What this version writes, and the newest it reads. */
export const FORMAT_VERSION = 1;

/** 64 bytes at the start of each segment; see docs/journal.md. */
export const HEADER_BYTES = 64;
const MAGIC = Buffer.from('\xffDORMOUSE-JOURNAL', 'latin1').subarray(0, 16);
const HEADER_CRC_AT = 60;

/** Before the entries of each batch. */
export const FRAME_BYTES = 30;
/** 0xFF occurs nowhere in UTF-8, so no stanza can look like a frame. */
export const MARKER = Buffer.from([0xff, 0x64, 0x6d, 0xfe]);
const CRC_FROM = 12;

export interface SegmentHeader {
  readonly version: number;
  readonly number: number;
  /** When it was begun, ms since the epoch. */
  readonly at: number;
  /** Number of the first batch in it: batches from there on in earlier segments were cut. */
  readonly firstBatch: number;
  /** The oldest segment still needed when it was begun. */
  readonly floor: number;
  /** The last batch whose outputs may have left when it was begun. */
  readonly confirmed: number;
}

export interface FrameHeader {
  /** Of the entries, in bytes. */
  readonly length: number;
  readonly batch: number;
  readonly at: number;
  /** The last batch whose outputs may have left when this one was written. */
  readonly confirmed: number;
}

const NAME = /^(\d{10,16})\.segment$/;

export const segmentName = (number: number): string => `${String(number).padStart(10, '0')}.segment`;

/** The number in a segment's file name; undefined for other files. */
export function segmentNumber(name: string): number | undefined {
  const digits = NAME.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

export function encodeHeader(header: SegmentHeader): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(bytes);
  bytes.writeUInt32LE(header.version, 16);
  bytes.writeUIntLE(header.number, 20, 6);
  bytes.writeUIntLE(header.at, 26, 6);
  bytes.writeUIntLE(header.firstBatch, 32, 6);
  bytes.writeUIntLE(header.floor, 38, 6);
  bytes.writeUIntLE(header.confirmed, 44, 6);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, HEADER_CRC_AT)), HEADER_CRC_AT);
  return bytes;
}

/** Undefined where the bytes are no whole header. Place of magic, version and checksum are the same in every version. */
export function decodeHeader(bytes: Buffer): SegmentHeader | undefined {
  if (bytes.length < HEADER_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  if (bytes.readUInt32LE(HEADER_CRC_AT) !== crc32(bytes.subarray(0, HEADER_CRC_AT))) return undefined;
  return {
    version: bytes.readUInt32LE(16),
    number: bytes.readUIntLE(20, 6),
    at: bytes.readUIntLE(26, 6),
    firstBatch: bytes.readUIntLE(32, 6),
    floor: bytes.readUIntLE(38, 6),
    confirmed: bytes.readUIntLE(44, 6),
  };
}

/** What the checksums of a segment begin with, so that a frame is good in its own segment only. */
export function checksumSeed(segment: number): number {
  const bytes = Buffer.alloc(6);
  bytes.writeUIntLE(segment, 0, 6);
  return crc32(bytes);
}

/** Fills in the first {@link FRAME_BYTES} of a frame whose entries are in place. */
export function writeFrameHeader(frame: Buffer, { batch, at, confirmed }: Omit<FrameHeader, 'length'>): void {
  MARKER.copy(frame);
  frame.writeUInt32LE(frame.length - FRAME_BYTES, 4);
  frame.writeUIntLE(batch, 12, 6);
  frame.writeUIntLE(at, 18, 6);
  frame.writeUIntLE(confirmed, 24, 6);
}

/** Puts a frame's checksum in: again, when it goes into another segment than the one it was made for. */
export function sealFrame(frame: Buffer, seed: number): void {
  frame.writeUInt32LE(crc32(frame.subarray(CRC_FROM), (seed ^ frame.readUInt32LE(4)) >>> 0), 8);
}

/** The whole frame that begins at `offset`; undefined where there is none. */
export function readFrameHeader(bytes: Buffer, offset: number, seed: number): FrameHeader | undefined {
  const rest = bytes.length - offset - FRAME_BYTES;
  if (rest < 0 || bytes.readUInt32LE(offset) !== MARKER.readUInt32LE(0)) return undefined;
  const length = bytes.readUInt32LE(offset + 4);
  if (length > rest) return undefined;
  const checked = bytes.subarray(offset + CRC_FROM, offset + FRAME_BYTES + length);
  if (crc32(checked, (seed ^ length) >>> 0) !== bytes.readUInt32LE(offset + 8)) return undefined;
  return {
    length,
    batch: bytes.readUIntLE(offset + 12, 6),
    at: bytes.readUIntLE(offset + 18, 6),
    confirmed: bytes.readUIntLE(offset + 24, 6),
  };
}

/** Brings a frame that waited up to date; its checksum is to be put in anew. */
export function confirmFrame(frame: Buffer, confirmed: number): void {
  frame.writeUIntLE(confirmed, 24, 6);
}

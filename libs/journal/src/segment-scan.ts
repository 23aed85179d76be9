import { FRAME_BYTES, type FrameHeader, MARKER, readFrameHeader } from './format.js';

/** A stretch of a segment: a frame whose checksum is right, or bytes that are none. */
export type Stretch =
  | ({ readonly kind: 'frame'; readonly offset: number; readonly end: number } & FrameHeader)
  | { readonly kind: 'bad'; readonly offset: number; readonly end: number };

/**
 * Goes through a segment from `start` on. After bad bytes it goes on at the next frame whose checksum is right.
 * @param seed see `checksumSeed`
 */
export function* scanSegment(
  bytes: Buffer,
  start: number,
  seed: number,
): Generator<Stretch, void, undefined> {
  let offset = start;
  while (offset < bytes.length) {
    const frame = readFrameHeader(bytes, offset, seed);
    if (frame === undefined) {
      const next = nextFrame(bytes, offset + 1, seed);
      yield { kind: 'bad', offset, end: next };
      offset = next;
      continue;
    }
    const end = offset + FRAME_BYTES + frame.length;
    const { length, batch, at, confirmed } = frame;
    yield { kind: 'frame', offset, end, length, batch, at, confirmed };
    offset = end;
  }
}

function nextFrame(bytes: Buffer, from: number, seed: number): number {
  for (let at = bytes.indexOf(MARKER, from); at >= 0; at = bytes.indexOf(MARKER, at + 1)) {
    if (readFrameHeader(bytes, at, seed) !== undefined) return at;
  }
  return bytes.length;
}

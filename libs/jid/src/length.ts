import { Buffer } from 'node:buffer';

/** RFC 7622 §3.2–3.4: no part is longer than 1023 bytes of UTF-8 once prepared. */
const MAX_PART_BYTES = 1023;

/** Three parts and their two separators. */
export const MAX_TEXT_LENGTH = 3 * MAX_PART_BYTES + 2;

/** Whether a part is worth preparing: what has more characters than a prepared part has bytes is refused before it costs anything. */
export const mayFitPart = (text: string): boolean => text.length > 0 && text.length <= MAX_PART_BYTES;

export const fitsPart = (part: string): boolean => {
  // A UTF-16 unit takes at most three bytes, so short parts need no counting.
  if (part.length * 3 <= MAX_PART_BYTES) return part.length > 0;
  return Buffer.byteLength(part) <= MAX_PART_BYTES;
};

/**
 * A stanza count, modulo 2^32 (XEP-0198 §4). Counts are compared by walking forward from one to the other, never
 * with `<`: 0 comes after 4294967295.
 */
export type H = number & { readonly __h: unique symbol };

export const H_ZERO = 0 as H;

/** The count `n` stanzas further on. */
export const advance = (h: H, n: number): H => ((h + n) >>> 0) as H;

/**
 * How many stanzas lie between two counts, walking forward, 0 … 2^32-1. An h behind the last one looks like one far
 * ahead, so a single upper bound catches both "too high" and "went back".
 */
export const distance = (from: H, to: H): number => (to - from) >>> 0;

/** Reads the `h` attribute: decimal digits, at most 2^32-1 (XEP-0198 §4, xs:unsignedInt); undefined when it is anything else. */
export function parseH(text: string | null | undefined): H | undefined {
  if (typeof text !== 'string' || !/^\d{1,10}$/.test(text)) return undefined;
  const value = Number(text);
  return value <= 0xffff_ffff ? (value as H) : undefined;
}

import type { EventView } from '#contracts';

/** More than anybody reads: the oldest make room, and can be asked for again. */
export const TRAIL_CAP = 10_000;

/** Events without one missing between two of them, newest first. */
export type Trail = readonly EventView[];

/** The two as one, each event once. Both are newest first. */
export function merged(one: Trail, other: Trail): Trail {
  if (one.length === 0) return other;
  if (other.length === 0) return one;
  // What comes live is nearly always newer than all that is there.
  const newest = one[0]?.seq ?? 0;
  const fresh = other.filter(({ seq }) => seq > newest);
  const known = new Set(one.map(({ seq }) => seq));
  const missing = other.filter(({ seq }) => seq < newest && !known.has(seq));
  if (fresh.length === 0 && missing.length === 0) return one;
  const all = missing.length === 0 ? one : [...one, ...missing].sort((a, b) => b.seq - a.seq);
  return [...fresh, ...all].slice(0, TRAIL_CAP);
}

/**
 * Whether events may be missing between what was known and a fresh list of the newest: it is as long as it may be, and does
 * not reach back to them.
 */
export function breaks(known: Trail, fresh: Trail, limit: number): boolean {
  const newest = known[0]?.seq;
  const oldest = fresh.at(-1)?.seq;
  return newest !== undefined && oldest !== undefined && fresh.length >= limit && oldest > newest;
}

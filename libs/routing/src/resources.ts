/** A resource as routing sees it. */
export interface Resource {
  /** Has sent initial presence and not unavailable since; a hibernating session keeps what it had. */
  readonly available: boolean;
  /** RFC 6121 §4.7.2.3, -128 … 127. */
  readonly priority: number;
}

/** Those that take messages for the account: available, priority 0 or more. */
export const willing = <R extends Resource>(resources: readonly R[]): R[] =>
  resources.filter((r) => r.available && r.priority >= 0);

/** The willing of highest priority; several may share it. */
export function top<R extends Resource>(resources: readonly R[]): R[] {
  const candidates = willing(resources);
  const highest = candidates.reduce((max, r) => Math.max(max, r.priority), 0);
  return candidates.filter((r) => r.priority === highest);
}

/** Reads `<priority/>`, an xs:byte: anything that is not one counts as 0. */
export function readPriority(text: string | null | undefined): number {
  const digits = /^[+-]?\d+$/.exec((text ?? '').trim());
  const value = digits === null ? 0 : Number(digits[0]);
  // Not -0, which is 0 to everyone but to those who look closely.
  return value >= -128 && value <= 127 && value !== 0 ? value : 0;
}

/** The value that `share` (0 to 1) of them do not exceed; undefined of none. Nearest rank: of few values, always one of them. */
export function percentile(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

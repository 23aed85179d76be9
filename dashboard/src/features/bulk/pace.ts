/** How many had their turn at a time, ms. */
export interface Tally {
  readonly at: number;
  readonly count: number;
}

/** Long enough to be steady, short enough to follow a change. */
const WINDOW = 5000;

/** The tallies of the last seconds with one more; one before the window is kept, so that a slow job has a pace too. */
export function withTally(tallies: readonly Tally[], tally: Tally): readonly Tally[] {
  const first = tallies.findLastIndex(({ at }) => at <= tally.at - WINDOW);
  return [...tallies.slice(Math.max(0, first)), tally];
}

/** A second; null until there is something to measure. */
export function paceOf(tallies: readonly Tally[]): number | null {
  const [first, last] = [tallies[0], tallies.at(-1)];
  if (first === undefined || last === undefined || last.at <= first.at) return null;
  return ((last.count - first.count) / (last.at - first.at)) * 1000;
}

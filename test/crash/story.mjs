/** How far around a violation the story goes, ms, and how many lines it may have. */
const AROUND = 3000;
const LINES = 100;

const SESSION = new Set(['life', 'up', 'gone', 'resume', 'resumed', 'refused', 'error', 'fault']);
const COUNTS = new Set(['h', 'told']);

/**
 * What sender and receiver of a violation wrote down, and what was done to the server: the ways of the stanza itself,
 * what became of the sessions meanwhile, and the counts next to it.
 */
export function story({ id, at, who }, diaries, deeds) {
  const lines = [
    ...deeds.map(([when, ...what]) => ({ when, name: 'the server', what })),
    ...who.flatMap((index) => {
      const { plan, lines: all } = diaries[index];
      return all.map(([when, ...what]) => ({ when, name: plan.name, what }));
    }),
  ].sort((a, b) => a.when - b.when);
  const moments =
    id === undefined ? [at] : lines.filter(({ what }) => what[1] === id).map(({ when }) => when);
  const near = (when, around) => moments.some((moment) => Math.abs(moment - when) < around);
  const told = lines.filter(
    ({ when, what, name }) =>
      (id !== undefined && what[1] === id) ||
      (near(when, AROUND) && (SESSION.has(what[0]) || name === 'the server')) ||
      (near(when, AROUND / 10) && (COUNTS.has(what[0]) || id === undefined)),
  );
  return told
    .slice(0, LINES)
    .map(({ when, name, what }) => `    ${(when / 1000).toFixed(3)} s ${name}: ${what.join(' ')}`)
    .join('\n');
}

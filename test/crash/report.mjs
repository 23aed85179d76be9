import { story } from './story.mjs';

/** Violations listed at most; the first one is told in full. */
const LISTED = 30;

const sum = (numbers) => numbers.reduce((total, n) => total + n, 0);
const list = (counts) =>
  Object.entries(counts)
    .map(([what, n]) => `${what} ${n}`)
    .join(', ');

/** The outcome as text: a table, and where something was violated the story of the first. */
export function report({ violations, totals, faults, blows, readyMs, diaries, deeds, kept }) {
  // A stanza's story says more than that a client was unhappy.
  const first = violations.find(({ id }) => id !== undefined) ?? violations[0];
  const kinds = {};
  for (const { kind } of violations) kinds[kind] = (kinds[kind] ?? 0) + 1;
  const killed = blows.filter(({ deed }) => deed === 'kill');
  const unanswered = killed.map((blow) => blow.unanswered).sort((a, b) => a - b);
  const ready = [...readyMs].sort((a, b) => a - b);
  const refused = diaries
    .flatMap(({ resumes }) => resumes)
    .filter(({ outcome }) => outcome !== 'resumed').length;
  return `
kills        ${killed.length} with stanzas in flight, ${blows.length - killed.length} orderly stops between them
in flight    unanswered ${unanswered[0]} to ${unanswered.at(-1)} a kill, ${sum(unanswered)} in all; accepted and not yet received ${sum(killed.map((blow) => blow.accepted))}
ready again  median ${Math.round(ready[ready.length >> 1])} ms, longest ${Math.round(ready.at(-1))} ms
messages     ${list(totals)}
sessions     ${sum(diaries.map(({ lives }) => lives.length))} of ${diaries.length} clients, ${totals.resumed} times resumed, ${refused} times too late
violations   ${violations.length === 0 ? 'none: 0 lost, 0 twice, 0 out of order, h never back, all resumed' : list(kinds)}
faults       ${faults.length}
${faults
  .slice(0, LISTED)
  .map((fault) => `  ${fault}\n`)
  .join('')}${violations
  .slice(0, LISTED)
  .map(({ text }) => `  ${text}\n`)
  .join(
    '',
  )}${violations.length === 0 ? '' : `\nThe chronicles are in ${kept}. The first of them:\n${first.text}\n${story(first, diaries, deeds)}\n`}`;
}

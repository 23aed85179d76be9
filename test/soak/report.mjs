import { story } from './story.mjs';

/** Stories told at most, one for each pair and kind; the rest is listed. */
const STORIES = 5;

const list = (counts) =>
  Object.entries(counts)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([what, n]) => `${what} ${n}`)
    .join(', ');
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

export function report({ logs, totals, violations, faults, operator, busy, full, left }) {
  const counts = {};
  for (const log of logs)
    for (const [what, n] of Object.entries(log.counts)) counts[what] = (counts[what] ?? 0) + n;
  const endings = {};
  for (const { lives } of logs) for (const { ending } of lives) endings[ending] = (endings[ending] ?? 0) + 1;
  const kinds = {};
  for (const { kind } of violations) kinds[kind] = (kinds[kind] ?? 0) + 1;

  console.log(`
messages     ${list(totals)}
devices      ${list(counts)}
sessions     ${list(endings)}
operator     ${list(operator)}
server       resumes ${full.resumes}, refused ${full.resumeFailures}, expired ${full.expiries}, evicted ${full.evictions}, stanzas in ${full.stanzasIn}, out ${full.stanzasOut}, loop delay p99 ${busy.loopDelayP99} ms
memory       heap ${megabytes(left.before.bytes)} before, ${megabytes(left.after.bytes)} after; compiled code in it ${megabytes(left.before.compiled)} and ${megabytes(left.after.compiled)}
violations   ${violations.length === 0 ? 'none: 0 lost, 0 twice, 0 out of order, h never back' : list(kinds)}
faults       ${faults.length}
`);
  for (const fault of faults.slice(0, 20)) console.log(`  ${fault}`);
  const told = new Map(violations.map((violation) => [`${violation.kind} ${violation.pair}`, violation]));
  for (const violation of [...told.values()].slice(0, STORIES))
    console.log(`  ${violation.text}\n${story(violation, logs)}\n`);
  for (const { text } of violations.slice(0, 30)) console.log(`  ${text}`);
}

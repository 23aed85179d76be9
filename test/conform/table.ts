import type { Elsewhere } from './conversation.js';
import { ELSEWHERE } from './conversations/elsewhere.js';
import { inOrder } from './conversations/index.js';
import type { Outcome, Report, Row, Verdict } from './outcome.js';

const SIGNS: Readonly<Record<Verdict, string>> = {
  kept: 'kept',
  broken: 'BROKEN',
  'not-offered': 'n/o',
  'not-asked': '–',
};

const cell = (outcome: Outcome | undefined) => (outcome ? SIGNS[outcome.verdict] : '');

const isRow = (line: Row | Elsewhere): line is Row => 'outcomes' in line;

/** The table as text, rule by rule, with the wire under each rule that was broken. */
export function tableOf({ server, rows }: Report, elsewhere: readonly Elsewhere[] = ELSEWHERE): string {
  const line = (rule: string, clause: string, tcp: string, ws: string, about: string) =>
    `${rule.padEnd(5)}${clause.padEnd(28)}${tcp.padEnd(8)}${ws.padEnd(8)}${about}`.trimEnd();
  const lines = [server, '', line('rule', 'clause', 'tcp', 'ws', '')];
  for (const entry of inOrder<Row | Elsewhere>([...rows, ...elsewhere])) {
    const clause = `${entry.clause.level} ${entry.clause.section}`.trim();
    if (!isRow(entry)) {
      const where = entry.spec === undefined ? entry.why : `${entry.why}: ${entry.spec}`;
      lines.push(line(entry.rule, clause, '·', '·', `${entry.about} (${where})`));
      continue;
    }
    const { tcp, ws } = entry.outcomes;
    lines.push(line(entry.rule, clause, cell(tcp), cell(ws), entry.about));
    for (const [transport, outcome] of Object.entries(entry.outcomes)) {
      if (outcome.verdict === 'kept') continue;
      lines.push(
        `       ${transport}: ${outcome.reason}`,
        ...outcome.excerpt.map((said) => `         ${said}`),
      );
    }
  }
  lines.push('', summaryOf(rows));
  return lines.join('\n');
}

/** How many conversations ended how. */
export function summaryOf(rows: readonly Row[]): string {
  const counts = new Map<Verdict, number>();
  for (const { outcomes } of rows)
    for (const { verdict } of Object.values(outcomes)) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const of = (verdict: Verdict) => counts.get(verdict) ?? 0;
  return `${of('kept')} kept, ${of('broken')} broken, ${of('not-offered')} not offered (n/o), ${of('not-asked')} not asked (–)`;
}

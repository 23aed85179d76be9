import { readFileSync, writeFileSync } from 'node:fs';
import type { Elsewhere } from './conversation.js';
import { ELSEWHERE } from './conversations/elsewhere.js';
import { inOrder } from './conversations/index.js';
import { shortened } from './excerpt.js';
import type { Outcome, Report, Row } from './outcome.js';
import type { Transport } from './venue.js';

const DOCUMENT = new URL('../../docs/xeps.md', import.meta.url);
const [BEGIN, END] = ['<!-- conform: begin -->', '<!-- conform: end -->'];
const TRANSPORTS: readonly Transport[] = ['tcp', 'ws'];

/** Where the XEP obliges nobody to our answer, another one breaks nothing. */
const isFree = ({ clause }: Row) => clause.level === 'house' || clause.level === 'MAY';

function word(outcome: Outcome | undefined, row: Row): string {
  switch (outcome?.verdict) {
    case undefined:
      return '';
    case 'kept':
      return 'yes';
    case 'not-offered':
    case 'not-asked':
      return '–';
    case 'broken':
      return `${outcome.keptIn === undefined ? '' : 'at times '}${isFree(row) ? 'own way' : '**no**'}`;
  }
}

/** Both transports in one word where they agree. */
function cell(row: Row): string {
  const [tcp, ws] = TRANSPORTS.map((transport) => word(row.outcomes[transport], row));
  return tcp === ws ? (tcp ?? '') : `TCP ${tcp}, WebSocket ${ws}`;
}

/** Markdown would take what is XML for tags. */
const inText = (about: string) => about.replace(/<[^>]*>|\w+='[^']*'/g, (xml) => `\`${xml}\``);
const clauseText = ({ clause }: Row | Elsewhere) => `${clause.level} ${clause.section}`.trim();

const isRow = (line: Row | Elsewhere): line is Row => 'outcomes' in line;

function tableLines(reports: readonly Report[]): string[] {
  const [ours] = reports;
  return inOrder<Row | Elsewhere>([...(ours?.rows ?? []), ...ELSEWHERE]).map((line) => {
    const head = `| ${line.rule} | ${clauseText(line)} | ${inText(line.about)} |`;
    if (!isRow(line)) {
      const spec = line.spec === undefined ? '' : `: [spec](../${line.spec})`;
      return `${head} ${line.why}${spec} | | |`;
    }
    // Everybody was asked the same, in the same order.
    const cells = reports.map(({ rows }) => rows[ours?.rows.indexOf(line) ?? -1]);
    return `${head} ${cells.map((row) => (row ? cell(row) : '')).join(' | ')} |`;
  });
}

/** What a peer said where it went its own way, once for both transports. */
function quotations({ server, rows }: Report): string[] {
  const lines: string[] = [];
  for (const row of rows) {
    const transport = TRANSPORTS.find((name) => row.outcomes[name]?.verdict === 'broken');
    const outcome = transport && row.outcomes[transport];
    if (!outcome) continue;
    const kept = outcome.keptIn === undefined ? '' : ` (kept in ${outcome.keptIn} of 3 tries)`;
    lines.push(`# ${row.rule}, ${clauseText(row)}: ${row.about}${kept}`);
    // What the lines themselves do not show is said in words; what quotes XML they do show.
    if (!outcome.reason.includes('<')) lines.push(`# ${outcome.reason}`);
    lines.push(...shortened(outcome.excerpt), '');
  }
  return ['', `### On the wire: ${server}`, '', '```text', ...lines.slice(0, -1), '```'];
}

/** Writes the table of these servers, ours first, and the others' words into docs/xeps.md. */
export function publish(reports: readonly Report[]): void {
  const document = readFileSync(DOCUMENT, 'utf8');
  const [before, rest = ''] = document.split(BEGIN);
  const [, after] = rest.split(END);
  if (before === undefined || after === undefined) throw new Error(`docs/xeps.md lacks ${BEGIN} … ${END}`);
  const names = reports.map(({ server }) => server).join(' | ');
  const section = [
    BEGIN,
    '',
    `| rule | clause | | ${names} |`,
    `|---|---|---|${'---|'.repeat(reports.length)}`,
    ...tableLines(reports),
    ...reports.slice(1).flatMap(quotations),
    '',
    END,
  ];
  writeFileSync(DOCUMENT, before + section.join('\n') + after);
}

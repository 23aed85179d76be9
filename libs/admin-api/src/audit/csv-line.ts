import type { AuditRecord } from '#ports';

const columns = [
  'id',
  'at',
  'actor',
  'via',
  'address',
  'action',
  'target',
  'detail',
  'before',
  'after',
  'result',
] as const satisfies readonly (keyof AuditRecord)[];

/** RFC 4180. */
export const csvHead = `${columns.join(',')}\r\n`;

/** One entry; the time as in RFC 3339. */
export function csvLine(entry: AuditRecord): string {
  const cells = { ...entry, at: new Date(entry.at).toISOString() };
  return `${columns.map((column) => cell(cells[column] ?? '')).join(',')}\r\n`;
}

/** Spreadsheets run what begins like a formula (OWASP, CSV Injection), and much in here was typed by strangers: a quote in front
 *  of it makes it text. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

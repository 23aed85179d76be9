import type { EventView } from '#contracts';
import { eventsText } from '../../messages/index.js';

const columns: readonly (readonly [string, (event: EventView) => string | null])[] = [
  [eventsText.column.time, ({ at }) => new Date(at).toISOString()],
  [eventsText.column.kind, ({ kind }) => kind],
  [eventsText.column.user, ({ user }) => user],
  [eventsText.column.resource, ({ resource }) => resource],
  [eventsText.column.session, ({ sessionId }) => sessionId],
  [eventsText.column.reason, ({ reason }) => reason],
  [eventsText.column.detail, ({ detail }) => detail],
  [eventsText.column.trace, ({ traceId }) => traceId],
];

/** A table for spreadsheets (RFC 4180). */
export const asCsv = (events: readonly EventView[]): string =>
  [columns.map(([name]) => name), ...events.map((event) => columns.map(([, of]) => of(event) ?? ''))]
    .map((cells) => `${cells.map(cell).join(',')}\r\n`)
    .join('');

/** One JSON object a line. */
export const asNdjson = (events: readonly EventView[]): string =>
  events.map((event) => `${JSON.stringify(event)}\n`).join('');

/** What a spreadsheet would take for a formula is text: a user chooses the name of a resource. */
function cell(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hands a text to the browser as a file. */
export function save(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

import { defined, oneOf, textParam } from '../../lib/search-params.js';

/** How far back, from now. Exact times stand in `from` and `to`. */
export const auditSpans = ['hour', 'day', 'week'] as const;
export type AuditSpan = (typeof auditSpans)[number];

/** Times are ms since the epoch; `after` is the cursor of a page. */
export const auditSearch = (raw: Record<string, unknown>) =>
  defined({
    actor: textParam(raw['actor']),
    action: textParam(raw['action']),
    target: textParam(raw['target']),
    result: textParam(raw['result']),
    last: oneOf(auditSpans, raw['last']),
    from: timeParam(raw['from']),
    to: timeParam(raw['to']),
    after: textParam(raw['after']),
  });
export type AuditSearch = ReturnType<typeof auditSearch>;

function timeParam(raw: unknown): number | undefined {
  const time = Number(textParam(raw));
  return Number.isSafeInteger(time) && time > 0 ? time : undefined;
}

const SPAN_MS: Record<AuditSpan, number> = { hour: 3_600_000, day: 86_400_000, week: 604_800_000 };

/** The filter as the API takes it: an exact beginning goes before a span. */
export function auditFilter(search: AuditSearch, now: number) {
  const { actor, action, target, result, last, from, to } = search;
  // To the minute, so that looking again soon asks for the same.
  const since = last === undefined ? undefined : Math.floor((now - SPAN_MS[last]) / 60_000) * 60_000;
  return defined({ actor, action, target, result, from: from ?? since, to });
}

/** Where the log that a filter finds is downloaded from. */
export function exportAddress(filter: object, format: 'csv' | 'ndjson'): string {
  const query = new URLSearchParams({ format });
  for (const [key, value] of Object.entries(filter))
    if (typeof value === 'string' || typeof value === 'number') query.set(key, String(value));
  return `/api/v1/audit/export?${query}`;
}

import { type EventKind, eventKinds } from '#contracts';
import { defined, oneOf, textParam } from '../../lib/search-params.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Stretches up to now, ms. */
export const pastSpans = {
  '15m': 15 * MINUTE,
  '1h': HOUR,
  '6h': 6 * HOUR,
  '24h': 24 * HOUR,
  '7d': 7 * 24 * HOUR,
} as const;
export type PastSpan = keyof typeof pastSpans;
export const pastSpanNames = Object.keys(pastSpans) as readonly PastSpan[];

/** The address of the page: all that is said must hold. `past` goes along with the clock, `from` and `to` (ms) stand. */
export const eventsSearch = (raw: Record<string, unknown>) => {
  const kinds = [raw['kind']].flat().flatMap((kind) => oneOf(eventKinds, kind) ?? []);
  const past = oneOf(pastSpanNames, raw['past']);
  return defined({
    kind: kinds.length === 0 ? undefined : kinds.length === 1 ? kinds[0] : [...new Set(kinds)],
    user: textParam(raw['user']),
    session: textParam(raw['session']),
    reason: textParam(raw['reason']),
    past,
    from: past === undefined ? timeParam(raw['from']) : undefined,
    to: past === undefined ? timeParam(raw['to']) : undefined,
  });
};
export type EventsSearch = ReturnType<typeof eventsSearch>;
export type EventsChange = { readonly [K in keyof EventsSearch]?: EventsSearch[K] | undefined };

export const kindsOf = ({ kind }: EventsSearch): readonly EventKind[] =>
  kind === undefined ? [] : [kind].flat();

function timeParam(raw: unknown): number | undefined {
  const at = typeof raw === 'number' ? raw : typeof raw === 'string' ? Number(raw) : Number.NaN;
  return Number.isSafeInteger(at) && at >= 0 ? at : undefined;
}

import { defined, oneOf } from '../../lib/search-params.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How far back the charts look, ms. The server keeps seven days. */
export const ranges = {
  '5m': 5 * MINUTE,
  '15m': 15 * MINUTE,
  '1h': HOUR,
  '6h': 6 * HOUR,
  '24h': 24 * HOUR,
  '7d': 7 * 24 * HOUR,
} as const;
export type RangeName = keyof typeof ranges;
export const rangeNames = Object.keys(ranges) as readonly RangeName[];
export const DEFAULT_RANGE: RangeName = '1h';

export const overviewSearch = (raw: Record<string, unknown>) =>
  defined({ range: oneOf(rangeNames, raw['range']) });
export type OverviewSearch = ReturnType<typeof overviewSearch>;

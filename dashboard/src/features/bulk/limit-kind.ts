import type { LimitName } from '#contracts';
import { formatSpan } from '../../lib/format-duration.js';
import { formatBytes, formatCount } from '../../lib/format-number.js';

export type LimitKind = 'count' | 'bytes' | 'seconds';

/** What a limit is counted in; times always end, so they are never unlimited. */
export const kindOf = (name: LimitName): LimitKind =>
  name.endsWith('_time') ? 'seconds' : name.endsWith('_bytes') ? 'bytes' : 'count';

const formats: Record<LimitKind, (value: number) => string> = {
  count: formatCount,
  bytes: formatBytes,
  seconds: formatSpan,
};

/** As people read it: `5 min`, `1 MiB`. */
export const formatLimitValue = (name: LimitName, value: number): string => formats[kindOf(name)](value);

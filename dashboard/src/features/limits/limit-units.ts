import type { LimitName } from '#contracts';
import { formatSpan } from '../../lib/format-duration.js';
import { formatBytes, formatCount } from '../../lib/format-number.js';
import { commonText } from '../../messages/index.js';

export type LimitUnit = 'count' | 'bytes' | 'seconds';

const units: Record<LimitName, LimitUnit> = {
  smacks_max_hibernated_sessions: 'count',
  smacks_max_old_sessions: 'count',
  smacks_max_queue_stanzas: 'count',
  smacks_max_queue_bytes: 'bytes',
  smacks_hibernation_time: 'seconds',
  smacks_max_hibernation_time: 'seconds',
};

export const unitOf = (name: LimitName): LimitUnit => units[name];

/** Times always end: only counts and sizes may be unlimited. */
export const mayBeUnlimited = (name: LimitName): boolean => units[name] !== 'seconds';

const formats: Record<LimitUnit, (value: number) => string> = {
  count: formatCount,
  bytes: formatBytes,
  seconds: formatSpan,
};

/** A limit's value as people read it: `5 min`, `1 MiB`, `unlimited`. */
export const formatLimit = (name: LimitName, value: number | null): string =>
  value === null ? commonText.unlimited : formats[units[name]](value);

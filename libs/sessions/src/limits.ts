import type { SmacksConfig } from '#config';
import type { LimitName } from '#contracts';
import type { EnableLimits } from '#stream-management';

/** The limits in force for a session; one frozen object is shared by all users without overrides. Times in ms. */
export interface SessionLimits extends EnableLimits {
  readonly maxOldSessions: number | null;
  readonly maxQueueStanzas: number | null;
  readonly maxQueueBytes: number | null;
}

/** One limit's place in the configuration, with what an override may be. `unit` turns the option's value into ours. */
export interface LimitRule {
  readonly field: keyof SessionLimits;
  readonly min: number;
  readonly max: number;
  readonly unlimited: boolean;
  readonly unit: number;
}

const WEEK_SECONDS = 7 * 24 * 3600;

/** Bounds are those of the options of the same names. */
export const limitRules: Record<LimitName, LimitRule> = {
  smacks_max_hibernated_sessions: {
    field: 'maxHibernatedSessions',
    min: 0,
    max: 10_000,
    unlimited: true,
    unit: 1,
  },
  smacks_max_old_sessions: { field: 'maxOldSessions', min: 0, max: 10_000, unlimited: true, unit: 1 },
  smacks_max_queue_stanzas: { field: 'maxQueueStanzas', min: 10, max: 1_000_000, unlimited: true, unit: 1 },
  smacks_max_queue_bytes: { field: 'maxQueueBytes', min: 65_536, max: 1 << 30, unlimited: true, unit: 1 },
  smacks_hibernation_time: {
    field: 'hibernationTime',
    min: 1,
    max: WEEK_SECONDS,
    unlimited: false,
    unit: 1000,
  },
  smacks_max_hibernation_time: {
    field: 'maxHibernationTime',
    min: 1,
    max: WEEK_SECONDS,
    unlimited: false,
    unit: 1000,
  },
};

export const defaultLimits = (config: SmacksConfig): SessionLimits =>
  Object.freeze({
    hibernationTime: config.hibernationTime,
    maxHibernationTime: config.maxHibernationTime,
    maxHibernatedSessions: config.maxHibernatedSessions,
    maxOldSessions: config.maxOldSessions,
    maxQueueStanzas: config.maxQueueStanzas,
    maxQueueBytes: config.maxQueueBytes,
  });

/** What holds for a user with these own values, in the unit of their options. */
export function effectiveLimits(
  defaults: SessionLimits,
  overrides: ReadonlyMap<LimitName, number | null>,
): SessionLimits {
  if (overrides.size === 0) return defaults;
  const changed = [...overrides].map(([name, value]) => {
    const { field, unit } = limitRules[name];
    return [field, value === null ? null : value * unit];
  });
  const limits: SessionLimits = { ...defaults, ...(Object.fromEntries(changed) as Partial<SessionLimits>) };
  // A longer time granted to this user alone must not be cut to a cap that was meant for everybody.
  const capped = overrides.has('smacks_max_hibernation_time');
  const maxHibernationTime = capped
    ? limits.maxHibernationTime
    : Math.max(limits.maxHibernationTime, limits.hibernationTime);
  return Object.freeze({ ...limits, maxHibernationTime });
}

/** A sentence when the value is not allowed for this limit, undefined when it is. */
export function limitProblem(name: LimitName, value: number | null): string | undefined {
  const rule = limitRules[name];
  if (value === null) return rule.unlimited ? undefined : `${name} cannot be unlimited`;
  if (!Number.isInteger(value) || value < rule.min || value > rule.max)
    return `${name} must be a whole number from ${rule.min} to ${rule.max}${rule.unlimited ? ', or unlimited' : ''}`;
  return undefined;
}

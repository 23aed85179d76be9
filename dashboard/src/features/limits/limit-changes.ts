import type { LimitName, LimitView, UserLimits } from '#contracts';

type Override = LimitView['override'];

export interface LimitDifference {
  readonly name: LimitName;
  readonly before: Override;
  readonly after: Override;
  readonly default: number | null;
}

/** Own values that are not what they were: another value, or the same set again by somebody. */
export function differences(before: UserLimits, after: UserLimits): LimitDifference[] {
  return after.limits.flatMap((limit) => {
    const was = before.limits.find(({ name }) => name === limit.name)?.override ?? null;
    const same = was?.value === limit.override?.value && was?.setAt === limit.override?.setAt;
    return same ? [] : [{ name: limit.name, before: was, after: limit.override, default: limit.default }];
  });
}

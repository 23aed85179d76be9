import type { LimitChange, LimitName, LimitView, UserLimits } from '#contracts';
import type { UserLimitsPort } from '#ports';

/** One limit per user, at most 100, whose lowering below 3 evicts a session. */
export class MemoryLimits implements UserLimitsPort {
  readonly forgotten: string[] = [];
  private readonly overrides = new Map<string, NonNullable<LimitView['override']>>();

  async view(user: string): Promise<UserLimits> {
    const override = this.overrides.get(user) ?? null;
    const effective = override === null ? 10 : override.value;
    return {
      user,
      limits: [{ name: 'smacks_max_hibernated_sessions', default: 10, override, effective, current: 3 }],
    };
  }

  async set(user: string, name: LimitName, value: number | null, by: string): Promise<LimitChange> {
    if (value !== null && value > 100) throw new RangeError(`${name} is at most 100`);
    this.overrides.set(user, { value, setBy: by, setAt: 5 });
    return { limits: await this.view(user), evicted: value !== null && value < 3 ? ['s-evicted'] : [] };
  }

  async clear(user: string): Promise<LimitChange> {
    this.overrides.delete(user);
    return { limits: await this.view(user), evicted: [] };
  }

  forget(user: string): void {
    this.forgotten.push(user);
    this.overrides.delete(user);
  }
}

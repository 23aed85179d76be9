import type {
  LimitChange,
  LimitHistoryPage,
  LimitName,
  LimitPreview,
  LimitView,
  UserLimits,
} from '#contracts';
import { type UserLimitsPort, VersionConflict } from '#ports';

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
      version: this.version(user),
    };
  }

  async set(
    user: string,
    name: LimitName,
    value: number | null,
    by: string,
    version = this.version(user),
  ): Promise<LimitChange> {
    if (version !== this.version(user)) throw new VersionConflict();
    if (value !== null && value > 100) throw new RangeError(`${name} is at most 100`);
    this.overrides.set(user, { value, setBy: by, setAt: 5 });
    return { limits: await this.view(user), evicted: value !== null && value < 3 ? ['s-evicted'] : [] };
  }

  async preview(user: string, name: LimitName, value: number | null | undefined): Promise<LimitPreview> {
    if (value != null && value > 100) throw new RangeError(`${name} is at most 100`);
    const evicted = value != null && value < 3 ? ['s-evicted'] : [];
    return { user, name, value: value ?? null, evicted, overflowing: [], forgotten: 1 };
  }

  async history(user: string, { after }: { after?: string | undefined }): Promise<LimitHistoryPage> {
    if (after === '!') throw new RangeError('not a cursor');
    const override = this.overrides.get(user);
    if (override === undefined) return { items: [], next: null };
    const { value, setBy, setAt: at } = override;
    const name = 'smacks_max_hibernated_sessions';
    return { items: [{ name, before: null, after: { value }, setBy, at }], next: null };
  }

  private version(user: string): string {
    return `v-${JSON.stringify(this.overrides.get(user)?.value ?? 'none').replaceAll('"', '')}`;
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

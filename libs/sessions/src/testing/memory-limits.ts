import type { LimitName } from '#contracts';
import type { LimitOverride, LimitStore } from '#ports';

/** The port in memory. */
export class MemoryLimits implements LimitStore {
  readonly overrides = new Map<string, LimitOverride>();

  async all(): Promise<LimitOverride[]> {
    return [...this.overrides.values()];
  }

  async set(override: LimitOverride): Promise<void> {
    this.overrides.set(`${override.bareJid} ${override.name}`, override);
  }

  async clear(bareJid: string, name: LimitName): Promise<boolean> {
    return this.overrides.delete(`${bareJid} ${name}`);
  }
}

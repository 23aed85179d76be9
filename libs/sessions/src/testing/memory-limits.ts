import type { LimitHistoryEntry } from '#contracts';
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

  async clear({ bareJid, name }: Omit<LimitOverride, 'value'>): Promise<boolean> {
    return this.overrides.delete(`${bareJid} ${name}`);
  }

  /** The real one's history has a spec of its own. */
  async history(): Promise<{ items: LimitHistoryEntry[]; next: null }> {
    return { items: [], next: null };
  }
}

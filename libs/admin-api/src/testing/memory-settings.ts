import type { SettingChange, SettingStore, StoredSetting } from '#ports';

/** The port in memory; while `broken` nothing can be written. */
export class MemorySettings implements SettingStore {
  readonly changes: SettingChange[] = [];
  broken = false;

  async all(): Promise<StoredSetting[]> {
    return [];
  }

  async change(change: SettingChange): Promise<void> {
    if (this.broken) throw new Error('the disk is full');
    this.changes.unshift(change);
  }

  async history(
    name: string,
    { after, limit }: { readonly after?: string | undefined; readonly limit: number },
  ) {
    if (after !== undefined) throw new RangeError('not a cursor');
    return { items: this.changes.filter((change) => change.name === name).slice(0, limit), next: null };
  }
}

import type { LimitHistoryEntry, LimitName } from '#contracts';

/** One user's own value for one limit; `value` null is unlimited. Times in the unit of {@link LimitName}. */
export interface LimitOverride {
  readonly bareJid: string;
  readonly name: LimitName;
  readonly value: number | null;
  readonly setBy: string;
  /** Milliseconds since the epoch. */
  readonly setAt: number;
}

export interface LimitStore {
  /** Every override there is; read once at start. */
  all(): Promise<LimitOverride[]>;
  /** Kept in the history as well. */
  set(override: LimitOverride): Promise<void>;
  /** True if there was one; then it is in the history that it was cleared. */
  clear(cleared: Omit<LimitOverride, 'value'>): Promise<boolean>;
  /** Newest first. Rejects with RangeError when `after` is no cursor of this list. */
  history(
    bareJid: string,
    query: { readonly after?: string | undefined; readonly limit: number },
  ): Promise<{ items: LimitHistoryEntry[]; next: string | null }>;
}

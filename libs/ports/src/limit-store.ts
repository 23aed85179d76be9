import type { LimitName } from '#contracts';

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
  set(override: LimitOverride): Promise<void>;
  /** True if there was one. */
  clear(bareJid: string, name: LimitName): Promise<boolean>;
}

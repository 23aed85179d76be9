/** Options that were changed while the server ran. Values as in the configuration, in the unit of the option. */
export interface StoredSetting {
  readonly name: string;
  readonly value: unknown;
  readonly setBy: string;
  /** Milliseconds since the epoch. */
  readonly setAt: number;
}

/** One change; `null` is what the configuration says, `{ value }` what was set over it. */
export interface SettingChange {
  readonly name: string;
  readonly before: { readonly value: unknown } | null;
  readonly after: { readonly value: unknown } | null;
  readonly setBy: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface SettingStore {
  /** Every one that is set; read at start. */
  all(): Promise<StoredSetting[]>;
  /** Sets or, where `after` is null, clears the setting, and keeps the change in its history: both or neither. */
  change(change: SettingChange): Promise<void>;
  /** Newest first. Rejects with RangeError when `after` is no cursor of this list. */
  history(
    name: string,
    query: { readonly after?: string | undefined; readonly limit: number },
  ): Promise<{ items: SettingChange[]; next: string | null }>;
}

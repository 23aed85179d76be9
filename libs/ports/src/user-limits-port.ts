import type { LimitChange, LimitHistoryPage, LimitName, LimitPreview, UserLimits } from '#contracts';

/** Limits per user: defaults from the configuration, overrides from the store, acting at once when lowered. */
export interface UserLimitsPort {
  /** With the version of the user's own values, which any change of them changes. */
  view(bareJid: string): Promise<UserLimits>;
  /**
   * Value in the unit of the option (seconds for times).
   * @param version the change is made only if the user's values are still of this one
   * @throws RangeError with a sentence when the value is not allowed
   * @throws {VersionConflict} when they are not
   */
  set(
    bareJid: string,
    name: LimitName,
    value: number | null,
    by: string,
    version?: string,
  ): Promise<LimitChange>;
  /** @throws {VersionConflict} as {@link set} */
  clear(bareJid: string, name: LimitName, by: string, version?: string): Promise<LimitChange>;
  /** What {@link set} would do at once, without doing it; `value` undefined: what {@link clear} would do. @throws RangeError as {@link set} */
  preview(bareJid: string, name: LimitName, value: number | null | undefined): Promise<LimitPreview>;
  /** Who set what, newest first. @throws RangeError when `after` is no cursor of this list */
  history(
    bareJid: string,
    query: { readonly after?: string | undefined; readonly limit: number },
  ): Promise<LimitHistoryPage>;
  /** The account was removed, and what the store had of it: nothing of it is remembered either. */
  forget(bareJid: string): void;
}

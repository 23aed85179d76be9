import type { Page, UserListQuery, UserView } from '#contracts';

/** Users as operators look for them: by what they use of their limits. */
export interface UserDirectory {
  /**
   * Users that have sessions, ended sessions that are remembered, or limits of their own. Promises of a page what
   * {@link SessionDirectory.list} does. Rejects with RangeError for a cursor of another list.
   */
  list(query: UserListQuery): Promise<Page<UserView>>;
  /** Sessions of one user, at once. */
  countsOf(bareJid: string): Pick<UserView, 'connected' | 'hibernating'>;
}

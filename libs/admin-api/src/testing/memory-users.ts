import { type Page, pageFrom, type UserListQuery, type UserView, userListing } from '#contracts';
import type { UserDirectory } from '#ports';

/** Users that a test puts there. */
export class MemoryUsers implements UserDirectory {
  readonly views = new Map<string, UserView>();

  put(user: string, view: Partial<UserView> = {}): void {
    const sessions = { connected: 0, hibernating: 0, hibernatingLimit: 10, old: 0, oldLimit: 10 };
    const queues = { unacked: 0, queueBytes: 0, queueBytesLimit: null, pressure: null };
    this.views.set(user, { user, ...sessions, ...queues, overrides: 0, evictions: 0, ...view });
  }

  async list(query: UserListQuery): Promise<Page<UserView>> {
    const page = pageFrom(userListing, this.views.values(), query, 0);
    return { ...page, items: page.items.flatMap(({ user }) => this.views.get(user) ?? []) };
  }

  countsOf(bareJid: string) {
    const { connected = 0, hibernating = 0 } = this.views.get(bareJid) ?? {};
    return { connected, hibernating };
  }
}

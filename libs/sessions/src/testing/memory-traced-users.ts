import type { TracedUser, TracedUserStore } from '#ports';

export class MemoryTracedUsers implements TracedUserStore {
  readonly rows = new Map<string, TracedUser>();

  async all(): Promise<TracedUser[]> {
    return [...this.rows.values()];
  }

  async set(user: TracedUser): Promise<void> {
    this.rows.set(user.bareJid, user);
  }

  async remove(bareJid: string): Promise<boolean> {
    return this.rows.delete(bareJid);
  }

  async purge(now: number): Promise<void> {
    for (const { bareJid, until } of this.rows.values()) if (until <= now) this.rows.delete(bareJid);
  }
}

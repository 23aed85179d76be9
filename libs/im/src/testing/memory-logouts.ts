import type { LogoutStore } from '#ports';

/** The port in memory. */
export class MemoryLogouts implements LogoutStore {
  readonly rows = new Map<string, number>();

  async record(logouts: readonly { bareJid: string; at: number }[]): Promise<void> {
    for (const { bareJid, at } of logouts) this.rows.set(bareJid, at);
  }

  async find(bareJid: string): Promise<number | undefined> {
    return this.rows.get(bareJid);
  }
}

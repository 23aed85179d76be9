import { type OldSessionListQuery, oldSessionListing, pageFrom } from '#contracts';
import type { Account, AccountPage, AccountStore, OldSession, OldSessionStore, ScramKeys } from '#ports';

export class MemoryAccounts implements AccountStore {
  readonly accounts = new Map<string, Account>();

  async find(bareJid: string): Promise<Account | undefined> {
    return this.accounts.get(bareJid);
  }

  async active(bareJids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const found = bareJids.flatMap((bareJid) => this.accounts.get(bareJid) ?? []);
    return new Map(found.filter(({ disabled }) => !disabled).map((one) => [one.bareJid, one.createdAt]));
  }

  async add(added: readonly { bareJid: string; keys: ScramKeys }[]): Promise<{ existing: string[] }> {
    const existing: string[] = [];
    for (const { bareJid, keys } of added) {
      if (this.accounts.has(bareJid)) existing.push(bareJid);
      else this.accounts.set(bareJid, { bareJid, keys, disabled: false, createdAt: 1, lastLoginAt: null });
    }
    return { existing };
  }

  async setKeys(bareJid: string, keys: ScramKeys): Promise<boolean> {
    return this.change(bareJid, { keys });
  }

  async setDisabled(bareJid: string, disabled: boolean): Promise<boolean> {
    return this.change(bareJid, { disabled });
  }

  async remove(bareJid: string): Promise<boolean> {
    return this.accounts.delete(bareJid);
  }

  /** Nobody here wants to know. */
  onRemoved(): void {}

  recordLogin(bareJid: string, at: number): void {
    this.change(bareJid, { lastLoginAt: at });
  }

  async list({ after = '', limit, search = '' }: Parameters<AccountStore['list']>[0]): Promise<AccountPage> {
    if (after.startsWith('!')) throw new RangeError('not a cursor');
    const all = [...this.accounts.values()]
      .filter(({ bareJid }) => bareJid.includes(search))
      .sort((a, b) => (a.bareJid < b.bareJid ? -1 : 1));
    const rest = all.filter(({ bareJid }) => bareJid > after);
    const items = rest.slice(0, limit);
    return { items, next: rest.length > limit ? (items.at(-1)?.bareJid ?? null) : null, total: all.length };
  }

  private change(bareJid: string, changed: Partial<Account>): boolean {
    const account = this.accounts.get(bareJid);
    if (account !== undefined) this.accounts.set(bareJid, { ...account, ...changed });
    return account !== undefined;
  }
}

export class MemoryOldSessions implements OldSessionStore {
  rows: OldSession[] = [];

  async remember(rows: readonly OldSession[]): Promise<void> {
    this.rows.push(...rows);
  }

  async find(smIdHash: string): Promise<OldSession | undefined> {
    return this.rows.find((row) => row.smIdHash === smIdHash);
  }

  async list(query: OldSessionListQuery) {
    const rows = new Map(this.rows.map((row) => [row.sessionId, row]));
    const views = this.rows.map(({ sessionId: id, bareJid: user, ...row }) => ({ ...row, id, user }));
    const page = pageFrom(oldSessionListing, views, query, 0);
    return { ...page, items: page.items.flatMap(({ id }) => rows.get(id) ?? []) };
  }

  async count(): Promise<number> {
    return this.rows.length;
  }

  async countsByUser(after: string, limit: number) {
    const users = [...new Set(this.rows.map(({ bareJid }) => bareJid))].sort().filter((jid) => jid > after);
    const counted = users
      .slice(0, limit)
      .map(async (bareJid) => ({ bareJid, count: await this.countByUser(bareJid) }));
    return Promise.all(counted);
  }

  async countByUser(bareJid: string): Promise<number> {
    return this.rows.filter((row) => row.bareJid === bareJid).length;
  }

  async forget(sessionId: string): Promise<boolean> {
    return this.drop((row) => row.sessionId === sessionId) > 0;
  }

  async forgetUser(bareJid: string): Promise<number> {
    return this.drop((row) => row.bareJid === bareJid);
  }

  async trim(): Promise<number> {
    return 0;
  }

  async purge(endedBefore: number): Promise<number> {
    return this.drop((row) => row.endedAt < endedBefore);
  }

  private drop(gone: (row: OldSession) => boolean): number {
    const before = this.rows.length;
    this.rows = this.rows.filter((row) => !gone(row));
    return before - this.rows.length;
  }
}

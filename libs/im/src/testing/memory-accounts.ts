import type { Account, AccountPage, AccountStore, ScramKeys } from '#ports';

/** The port in memory. */
export class MemoryAccounts implements AccountStore {
  readonly rows = new Map<string, Account>();
  readonly #removed: ((bareJid: string) => void)[] = [];

  async find(bareJid: string): Promise<Account | undefined> {
    return this.rows.get(bareJid);
  }

  async active(bareJids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const found = bareJids.flatMap((bareJid) => this.rows.get(bareJid) ?? []);
    return new Map(found.filter(({ disabled }) => !disabled).map((one) => [one.bareJid, one.createdAt]));
  }

  async add(accounts: readonly { bareJid: string; keys: ScramKeys }[]): Promise<{ existing: string[] }> {
    const existing: string[] = [];
    for (const { bareJid, keys } of accounts) {
      if (this.rows.has(bareJid)) existing.push(bareJid);
      else this.rows.set(bareJid, { bareJid, keys, disabled: false, createdAt: 0, lastLoginAt: null });
    }
    return { existing };
  }

  async setKeys(bareJid: string, keys: ScramKeys): Promise<boolean> {
    return this.#change(bareJid, { keys });
  }

  async setDisabled(bareJid: string, disabled: boolean): Promise<boolean> {
    return this.#change(bareJid, { disabled });
  }

  async remove(bareJid: string): Promise<boolean> {
    const existed = this.rows.delete(bareJid);
    if (existed) for (const listener of this.#removed) listener(bareJid);
    return existed;
  }

  onRemoved(listener: (bareJid: string) => void): void {
    this.#removed.push(listener);
  }

  recordLogin(bareJid: string, at: number): void {
    this.#change(bareJid, { lastLoginAt: at });
  }

  async list(): Promise<AccountPage> {
    return { items: [...this.rows.values()], next: null, total: this.rows.size };
  }

  #change(bareJid: string, change: Partial<Account>): boolean {
    const account = this.rows.get(bareJid);
    if (account !== undefined) this.rows.set(bareJid, { ...account, ...change });
    return account !== undefined;
  }
}

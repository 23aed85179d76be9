import type { DataSource } from 'typeorm';
import type { Account, AccountPage, AccountStore, ScramKeys } from '#ports';
import { decodeCursor, encodeCursor } from '../cursor.js';
import type { LoginLog } from '../login-log.js';
import { change, rows } from '../statement.js';
import type { WriteQueue } from '../write-queue.js';

interface AccountRow {
  bare_jid: string;
  salt: string;
  iterations: number;
  sha1_stored_key: string;
  sha1_server_key: string;
  sha256_stored_key: string;
  sha256_server_key: string;
  disabled: number;
  created_at: number;
  last_login_at: number | null;
}
type SummaryRow = Pick<AccountRow, 'bare_jid' | 'disabled' | 'created_at' | 'last_login_at'>;

/** ?1: the JID the page before ended with; ?2: substring; ?3: rows. */
export const listAccounts = `SELECT bare_jid, disabled, created_at, last_login_at FROM account
  WHERE bare_jid > ?1 AND instr(bare_jid, ?2) ORDER BY bare_jid LIMIT ?3`;

/** ?1: JSON array of bare JIDs. */
export const activeAccounts = `SELECT account.bare_jid, account.created_at
  FROM json_each(?1) CROSS JOIN account ON account.bare_jid = json_each.value WHERE NOT account.disabled`;

export class SqliteAccountStore implements AccountStore {
  readonly #removed: ((bareJid: string) => void)[] = [];

  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: WriteQueue,
    private readonly logins: LoginLog,
    private readonly now: () => number,
  ) {}

  async find(bareJid: string): Promise<Account | undefined> {
    const [row] = await rows<AccountRow>(this.dataSource, 'SELECT * FROM account WHERE bare_jid = ?', [
      bareJid,
    ]);
    return row && { ...this.#summary(row), keys: keysOf(row) };
  }

  async active(bareJids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const found = await rows<Pick<AccountRow, 'bare_jid' | 'created_at'>>(this.dataSource, activeAccounts, [
      JSON.stringify(bareJids),
    ]);
    return new Map(found.map(({ bare_jid, created_at }) => [bare_jid, created_at]));
  }

  async add(accounts: readonly { bareJid: string; keys: ScramKeys }[]): Promise<{ existing: string[] }> {
    const added = await this.writes.run(() =>
      rows<{ bare_jid: string }>(
        this.dataSource,
        // Begins with WITH, because the driver gives no RETURNING rows for what begins with INSERT.
        `WITH incoming AS (SELECT key, value AS v FROM json_each(?1))
         INSERT INTO account (bare_jid, salt, iterations, sha1_stored_key, sha1_server_key,
           sha256_stored_key, sha256_server_key, created_at)
         SELECT v ->> 0, v ->> 1, v ->> 2, v ->> 3, v ->> 4, v ->> 5, v ->> 6, ?2
         FROM incoming WHERE true ORDER BY key
         ON CONFLICT DO NOTHING RETURNING bare_jid`,
        [JSON.stringify(accounts.map(({ bareJid, keys }) => [bareJid, ...keyColumns(keys)])), this.now()],
      ),
    );
    const fresh = new Set(added.map((row) => row.bare_jid));
    return { existing: accounts.map(({ bareJid }) => bareJid).filter((jid) => !fresh.delete(jid)) };
  }

  async setKeys(bareJid: string, keys: ScramKeys): Promise<boolean> {
    return this.#change(
      `UPDATE account SET salt = ?, iterations = ?, sha1_stored_key = ?, sha1_server_key = ?,
         sha256_stored_key = ?, sha256_server_key = ? WHERE bare_jid = ?`,
      [...keyColumns(keys), bareJid],
    );
  }

  async setDisabled(bareJid: string, disabled: boolean): Promise<boolean> {
    return this.#change('UPDATE account SET disabled = ? WHERE bare_jid = ?', [disabled ? 1 : 0, bareJid]);
  }

  /** The user's limits and old sessions go with the account. */
  async remove(bareJid: string): Promise<boolean> {
    const existed = await this.#change('DELETE FROM account WHERE bare_jid = ?', [bareJid]);
    if (existed) for (const listener of this.#removed) listener(bareJid);
    return existed;
  }

  onRemoved(listener: (bareJid: string) => void): void {
    this.#removed.push(listener);
  }

  recordLogin(bareJid: string, at: number): void {
    this.logins.record(bareJid, at);
  }

  /** Rejects with RangeError when `after` is no cursor of this list. */
  async list(query: { after?: string; limit: number; search?: string }): Promise<AccountPage> {
    // Prepared JIDs are in lower case (RFC 7622 §3.3), what is searched for need not be.
    const search = query.search?.toLowerCase() ?? '';
    const after = query.after === undefined ? '' : (decodeCursor(query.after, ['string'])[0] ?? '');
    const [found, [count]] = await Promise.all([
      rows<SummaryRow>(this.dataSource, listAccounts, [after, search, query.limit + 1]),
      rows<{ total: number }>(
        this.dataSource,
        'SELECT count(*) AS total FROM account WHERE instr(bare_jid, ?)',
        [search],
      ),
    ]);
    const items = found.slice(0, query.limit);
    const last = items.at(-1);
    return {
      items: items.map((row) => this.#summary(row)),
      next: last && found.length > items.length ? encodeCursor([last.bare_jid]) : null,
      total: count?.total ?? 0,
    };
  }

  async #change(sql: string, parameters: readonly unknown[]): Promise<boolean> {
    return (await this.writes.run(() => change(this.dataSource, sql, parameters))) > 0;
  }

  #summary(row: SummaryRow): Omit<Account, 'keys'> {
    return {
      bareJid: row.bare_jid,
      disabled: row.disabled !== 0,
      createdAt: row.created_at,
      lastLoginAt: this.logins.pending(row.bare_jid) ?? row.last_login_at,
    };
  }
}

function keyColumns({ salt, iterations, sha1, sha256 }: ScramKeys): (string | number)[] {
  return [salt, iterations, sha1.storedKey, sha1.serverKey, sha256.storedKey, sha256.serverKey];
}

function keysOf(row: AccountRow): ScramKeys {
  return {
    salt: row.salt,
    iterations: row.iterations,
    sha1: { storedKey: row.sha1_stored_key, serverKey: row.sha1_server_key },
    sha256: { storedKey: row.sha256_stored_key, serverKey: row.sha256_server_key },
  };
}

import type { DataSource } from 'typeorm';
import type {
  AuditEntry,
  AuditFilter,
  AuditRecord,
  NewOperatorRow,
  Operator,
  OperatorOutcome,
  OperatorStore,
  SecondFactor,
} from '#ports';
import { OperatorEntity } from '../entities/index.js';
import { change } from '../statement.js';
import type { WriteQueue } from '../write-queue.js';
import { SqliteAuditLog } from './sqlite-audit-log.js';

/** Of an enabled administrator: whether there is another one. Part of the statement that would take the role away. */
const anotherAdmin = `EXISTS (SELECT 1 FROM operator AS other
  WHERE other.username <> operator.username AND other.role = 'admin' AND NOT other.disabled)`;
const isAdmin = `operator.role = 'admin' AND NOT operator.disabled`;

export class SqliteOperatorStore implements OperatorStore {
  readonly #log: SqliteAuditLog;

  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: WriteQueue,
  ) {
    this.#log = new SqliteAuditLog(dataSource, writes);
  }

  count(): Promise<number> {
    return this.#rows.count();
  }

  async find(username: string): Promise<Operator | undefined> {
    const found = await this.#rows.findOneBy({ username });
    return found === null ? undefined : operatorOf(found);
  }

  async list(): Promise<Operator[]> {
    return (await this.#rows.find({ order: { username: 'ASC' } })).map(operatorOf);
  }

  async add({ username, passwordHash, role, rights = [], createdAt }: NewOperatorRow): Promise<boolean> {
    const added = await this.#change(
      `INSERT INTO operator (username, password_hash, role, rights, created_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (username) DO NOTHING`,
      [username, passwordHash, role, JSON.stringify(rights), createdAt],
    );
    return added > 0;
  }

  async setPassword(username: string, passwordHash: string): Promise<boolean> {
    const sql = 'UPDATE operator SET password_hash = ? WHERE username = ?';
    return (await this.#change(sql, [passwordHash, username])) > 0;
  }

  async change(
    username: string,
    { role, rights, disabled }: Partial<Pick<Operator, 'role' | 'rights' | 'disabled'>>,
  ): Promise<OperatorOutcome> {
    const given = [role ?? null, rights ? JSON.stringify(rights) : null, disabled ?? null];
    const changed = await this.#change(
      `UPDATE operator SET role = coalesce(?1, role), rights = coalesce(?2, rights), disabled = coalesce(?3, disabled)
       WHERE username = ?4
         AND (NOT (${isAdmin}) OR (coalesce(?1, role) = 'admin' AND NOT coalesce(?3, disabled)) OR ${anotherAdmin})`,
      [...given, username],
    );
    return this.#outcome(username, changed);
  }

  async remove(username: string): Promise<OperatorOutcome> {
    const sql = `DELETE FROM operator WHERE username = ? AND (NOT (${isAdmin}) OR ${anotherAdmin})`;
    return this.#outcome(username, await this.#change(sql, [username]));
  }

  async recordSignIn(username: string, at: number): Promise<void> {
    await this.#change('UPDATE operator SET last_sign_in_at = ? WHERE username = ?', [at, username]);
  }

  async setSecondFactor(username: string, factor: SecondFactor | null): Promise<boolean> {
    const changed = await this.#change(
      `UPDATE operator SET totp_secret = ?, totp_confirmed = ?, totp_last_step = ?, recovery_hashes = ?
       WHERE username = ?`,
      [
        factor?.secret ?? null,
        factor?.confirmed ?? false,
        factor?.lastStep ?? -1,
        JSON.stringify(factor?.recoveryHashes ?? []),
        username,
      ],
    );
    return changed > 0;
  }

  async useStep(username: string, step: number): Promise<boolean> {
    const sql = 'UPDATE operator SET totp_last_step = ?1 WHERE username = ?2 AND totp_last_step < ?1';
    return (await this.#change(sql, [step, username])) > 0;
  }

  async useRecoveryCode(username: string, hash: string): Promise<boolean> {
    const changed = await this.#change(
      `UPDATE operator
       SET recovery_hashes = (SELECT json_group_array(value) FROM json_each(operator.recovery_hashes) WHERE value <> ?1)
       WHERE username = ?2 AND EXISTS (SELECT 1 FROM json_each(operator.recovery_hashes) WHERE value = ?1)`,
      [hash, username],
    );
    return changed > 0;
  }

  audit(entry: AuditEntry): Promise<string> {
    return this.#log.append(entry);
  }

  auditLog(
    query: AuditFilter & { after?: string | undefined; limit: number },
  ): Promise<{ items: AuditRecord[]; next: string | null }> {
    return this.#log.page(query);
  }

  get #rows() {
    return this.dataSource.getRepository(OperatorEntity);
  }

  #change(sql: string, parameters: readonly unknown[]): Promise<number> {
    return this.writes.run(() => change(this.dataSource, sql, parameters));
  }

  /** The statement says nothing about why it changed nothing. */
  async #outcome(username: string, changed: number): Promise<OperatorOutcome> {
    if (changed > 0) return 'done';
    return (await this.find(username)) === undefined ? 'not-found' : 'last-admin';
  }
}

function operatorOf(row: OperatorEntity): Operator {
  const { username, passwordHash, role, rights, disabled, createdAt, lastSignInAt } = row;
  const secondFactor =
    row.totpSecret === null
      ? null
      : {
          secret: row.totpSecret,
          confirmed: row.totpConfirmed,
          lastStep: row.totpLastStep,
          recoveryHashes: row.recoveryHashes,
        };
  return { username, passwordHash, role, rights, disabled, createdAt, lastSignInAt, secondFactor };
}

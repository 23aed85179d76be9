import { type DataSource, LessThan } from 'typeorm';
import type { AuditEntry, Operator, OperatorStore } from '#ports';
import { decodeCursor, encodeCursor } from '../cursor.js';
import { AuditLogEntity, OperatorEntity } from '../entities/index.js';
import { change } from '../statement.js';
import type { WriteQueue } from '../write-queue.js';

export class SqliteOperatorStore implements OperatorStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: WriteQueue,
  ) {}

  count(): Promise<number> {
    return this.dataSource.getRepository(OperatorEntity).count();
  }

  async find(username: string): Promise<Operator | undefined> {
    const found = await this.dataSource.getRepository(OperatorEntity).findOneBy({ username });
    return found
      ? { username: found.username, passwordHash: found.passwordHash, role: found.role }
      : undefined;
  }

  /** Adds the operator, or replaces the one of that name. */
  async save({ username, passwordHash, role }: Operator): Promise<void> {
    await this.writes.run(() =>
      change(
        this.dataSource,
        `INSERT INTO operator (username, password_hash, role) VALUES (?, ?, ?)
         ON CONFLICT (username) DO UPDATE SET password_hash = excluded.password_hash, role = excluded.role`,
        [username, passwordHash, role],
      ),
    );
  }

  async audit({ at, actor, action, target, detail, result }: AuditEntry): Promise<void> {
    await this.writes.run(() =>
      change(
        this.dataSource,
        'INSERT INTO audit_log (at, actor, action, target, detail, result) VALUES (?, ?, ?, ?, ?, ?)',
        [at, actor, action, target, detail, result],
      ),
    );
  }

  /** In the order of entry, newest first. Rejects with RangeError when `after` is no cursor of this list. */
  async auditLog(query: {
    after?: string;
    limit: number;
  }): Promise<{ items: AuditEntry[]; next: string | null }> {
    const before = query.after === undefined ? undefined : Number(decodeCursor(query.after, ['number'])[0]);
    const found = await this.dataSource.getRepository(AuditLogEntity).find({
      ...(before === undefined ? {} : { where: { seq: LessThan(before) } }),
      order: { seq: 'DESC' },
      take: query.limit + 1,
    });
    const page = found.slice(0, query.limit);
    const last = page.at(-1);
    return {
      items: page.map(({ at, actor, action, target, detail, result }) => ({
        at,
        actor,
        action,
        target,
        detail,
        result,
      })),
      next: last && found.length > page.length ? encodeCursor([last.seq]) : null,
    };
  }
}

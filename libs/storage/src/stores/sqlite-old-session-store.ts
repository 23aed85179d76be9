import type { DataSource } from 'typeorm';
import { type EndReason, listName, type OldSessionField, type OldSessionListQuery } from '#contracts';
import type { OldSession, OldSessionStore } from '#ports';
import { type CursorKey, decodeCursor, encodeCursor } from '../cursor.js';
import { type Columns, whereOf } from '../filter-sql.js';
import { change, rows } from '../statement.js';
import type { WriteQueue } from '../write-queue.js';
import * as sql from './old-session-statements.js';

/** Users trimmed by one statement: a read waits for the statement that runs, so none should run long. */
const TRIM_SLICE = 1000;

interface OldSessionRow {
  seq: number;
  sm_id_hash: string;
  session_id: string;
  bare_jid: string;
  resource: string;
  h: number;
  ended_at: number;
  reason: EndReason;
}

const columns: Columns<OldSessionField> = {
  id: { sql: 'session_id' },
  user: { sql: 'bare_jid', lower: true },
  resource: { sql: 'resource' },
  h: { sql: 'h' },
  endedAt: { sql: 'ended_at' },
  reason: { sql: 'reason' },
};

export class SqliteOldSessionStore implements OldSessionStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: WriteQueue,
    private readonly now: () => number,
  ) {}

  async remember(sessions: readonly OldSession[], keep: (bareJid: string) => number | null): Promise<void> {
    if (sessions.length === 0) return;
    const values = sessions.map((s) => [
      s.smIdHash,
      s.sessionId,
      s.bareJid,
      s.resource,
      s.h,
      s.endedAt,
      s.reason,
    ]);
    const users = [...new Set(sessions.map((s) => s.bareJid))];
    const inserted = this.#change(sql.insertOldSessions, [JSON.stringify(values)]);
    // Queued at once, so that nothing comes between the two.
    const trimmed = this.#trim(
      users.flatMap((user) => {
        const kept = keep(user);
        return kept === null ? [] : [[user, kept] as const];
      }),
    );
    await Promise.all([inserted, trimmed]);
  }

  async find(smIdHash: string): Promise<OldSession | undefined> {
    const [row] = await rows<OldSessionRow>(this.dataSource, sql.findOldSession, [smIdHash]);
    return row && oldSessionOf(row);
  }

  async list(
    query: OldSessionListQuery,
  ): Promise<{ items: OldSession[]; next: string | null; total: number }> {
    const { filter, sort, limit } = query;
    const name = listName(filter, sort);
    const { names } = sql.sortKeys(sort);
    const behind = query.after === undefined ? [] : this.#keysIn(query.after, name, names);
    const { terms, parameters } = whereOf(filter, columns, this.now());
    const statement = sql.listOldSessions(terms, sort, query.after !== undefined);
    const [found, [count]] = await Promise.all([
      rows<OldSessionRow>(this.dataSource, statement, [...parameters, ...behind, limit + 1]),
      rows<{ total: number }>(this.dataSource, sql.countMatching(terms), parameters),
    ]);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const more = last !== undefined && found.length > page.length;
    return {
      items: page.map(oldSessionOf),
      next: more
        ? encodeCursor([name, ...names.map((key) => last[key as 'seq' | 'ended_at' | 'reason'])])
        : null,
      total: count?.total ?? 0,
    };
  }

  async count(): Promise<number> {
    const [count] = await rows<{ total: number }>(this.dataSource, sql.countOldSessions);
    return count?.total ?? 0;
  }

  countsByUser(after: string, limit: number): Promise<{ bareJid: string; count: number }[]> {
    return rows(this.dataSource, sql.countOldSessionsByUser, [after, limit]);
  }

  async countByUser(bareJid: string): Promise<number> {
    const [count] = await rows<{ total: number }>(this.dataSource, sql.countOldSessionsOfUser, [bareJid]);
    return count?.total ?? 0;
  }

  async forget(sessionId: string): Promise<boolean> {
    return (await this.#change('DELETE FROM old_session WHERE session_id = ?', [sessionId])) > 0;
  }

  forgetUser(bareJid: string): Promise<number> {
    return this.#change('DELETE FROM old_session WHERE bare_jid = ?', [bareJid]);
  }

  async trim(bareJid: string, keep: number | null): Promise<number> {
    return keep === null ? 0 : this.#trim([[bareJid, keep]]);
  }

  purge(endedBefore: number): Promise<number> {
    return this.#change(sql.purgeOldSessions, [endedBefore]);
  }

  async #trim(users: readonly (readonly [bareJid: string, keep: number])[]): Promise<number> {
    const slices: Promise<number>[] = [];
    for (let at = 0; at < users.length; at += TRIM_SLICE) {
      slices.push(this.#change(sql.trimOldSessions, [JSON.stringify(users.slice(at, at + TRIM_SLICE))]));
    }
    return (await Promise.all(slices)).reduce((sum, forgotten) => sum + forgotten, 0);
  }

  #keysIn(cursor: string, name: string, names: readonly string[]): CursorKey {
    const shape = names.map((key) => (key === 'seq' || key === 'ended_at' ? 'number' : 'string'));
    const [list, ...keys] = decodeCursor(cursor, ['string', ...shape]);
    if (list !== name) throw new RangeError('`after` is not a cursor of this list');
    return keys;
  }

  #change(statement: string, parameters: readonly unknown[]): Promise<number> {
    return this.writes.run(() => change(this.dataSource, statement, parameters));
  }
}

function oldSessionOf(row: OldSessionRow): OldSession {
  return {
    smIdHash: row.sm_id_hash,
    sessionId: row.session_id,
    bareJid: row.bare_jid,
    resource: row.resource,
    h: row.h,
    endedAt: row.ended_at,
    reason: row.reason,
  };
}

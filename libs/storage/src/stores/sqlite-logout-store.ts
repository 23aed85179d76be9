import type { DataSource } from 'typeorm';
import type { LogoutStore } from '#ports';
import { change, rows } from '../statement.js';
import type { WriteQueue } from '../write-queue.js';

/** ?1: JSON array of [bareJid, at], no two of one user. Only for accounts that exist. */
export const recordLogouts = `INSERT INTO last_logout (bare_jid, at)
  SELECT account.bare_jid, incoming.value ->> 1 FROM json_each(?1) AS incoming
  CROSS JOIN account ON account.bare_jid = incoming.value ->> 0 WHERE true
  ON CONFLICT (bare_jid) DO UPDATE SET at = excluded.at`;

/** ?1: bare JID. */
export const findLogout = 'SELECT at FROM last_logout WHERE bare_jid = ?1';

export class SqliteLogoutStore implements LogoutStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: WriteQueue,
  ) {}

  async record(logouts: readonly { readonly bareJid: string; readonly at: number }[]): Promise<void> {
    const last = new Map(logouts.map(({ bareJid, at }) => [bareJid, at]));
    const values = JSON.stringify([...last]);
    await this.writes.run(() => change(this.dataSource, recordLogouts, [values]));
  }

  async find(bareJid: string): Promise<number | undefined> {
    const [row] = await rows<{ at: number }>(this.dataSource, findLogout, [bareJid]);
    return row?.at;
  }
}

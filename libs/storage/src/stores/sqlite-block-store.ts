import type { DataSource } from 'typeorm';
import type { BlockStore } from '#ports';
import { change, rows } from '../statement.js';
import type { WriteQueue } from '../write-queue.js';

/** ?1: bare JID; ?2: JSON array of JIDs. Only for accounts that exist. */
export const addBlocks = `INSERT INTO block (bare_jid, jid)
  SELECT account.bare_jid, incoming.value FROM account CROSS JOIN json_each(?2) AS incoming
  WHERE account.bare_jid = ?1 ORDER BY incoming.key ON CONFLICT DO NOTHING`;

/** ?1: bare JID; ?2: JSON array of JIDs. */
export const removeBlocks =
  'DELETE FROM block WHERE bare_jid = ?1 AND jid IN (SELECT value FROM json_each(?2))';

export class SqliteBlockStore implements BlockStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: WriteQueue,
  ) {}

  async all(): Promise<{ bareJid: string; jid: string }[]> {
    return rows(this.dataSource, 'SELECT bare_jid AS bareJid, jid FROM block ORDER BY seq');
  }

  async add(bareJid: string, jids: readonly string[]): Promise<void> {
    await this.#change(addBlocks, [bareJid, JSON.stringify(jids)]);
  }

  async remove(bareJid: string, jids: readonly string[] | null): Promise<void> {
    if (jids === null) await this.#change('DELETE FROM block WHERE bare_jid = ?1', [bareJid]);
    else await this.#change(removeBlocks, [bareJid, JSON.stringify(jids)]);
  }

  async #change(sql: string, parameters: readonly string[]): Promise<void> {
    await this.writes.run(() => change(this.dataSource, sql, parameters));
  }
}

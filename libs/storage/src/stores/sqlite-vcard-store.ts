import type { DataSource } from 'typeorm';
import type { VcardStore } from '#ports';
import { change, rows } from '../statement.js';
import type { WriteQueue } from '../write-queue.js';

/** ?1: bare JID. */
export const findVcard = 'SELECT xml FROM vcard WHERE bare_jid = ?1';

/** ?1: bare JID; ?2: the vCard. Only for accounts that exist: one may be removed while its owner still speaks. */
export const putVcard = `INSERT INTO vcard (bare_jid, xml) SELECT bare_jid, ?2 FROM account WHERE bare_jid = ?1
  ON CONFLICT (bare_jid) DO UPDATE SET xml = excluded.xml`;

export class SqliteVcardStore implements VcardStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: WriteQueue,
  ) {}

  async find(bareJid: string): Promise<string | undefined> {
    const [row] = await rows<{ xml: string }>(this.dataSource, findVcard, [bareJid]);
    return row?.xml;
  }

  async put(bareJid: string, xml: string): Promise<boolean> {
    return (await this.writes.run(() => change(this.dataSource, putVcard, [bareJid, xml]))) > 0;
  }
}

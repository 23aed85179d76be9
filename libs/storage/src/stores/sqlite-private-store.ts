import type { DataSource } from 'typeorm';
import type { PrivateFragment, PrivateStore } from '#ports';
import { rows } from '../statement.js';
import type { WriteQueue } from '../write-queue.js';
import * as sql from './private-statements.js';

export class SqlitePrivateStore implements PrivateStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: WriteQueue,
  ) {}

  async find(bareJid: string, namespace: string, name: string): Promise<string | undefined> {
    const [row] = await rows<{ xml: string }>(this.dataSource, sql.findFragment, [bareJid, namespace, name]);
    return row?.xml;
  }

  async put(bareJid: string, fragments: readonly PrivateFragment[], maxBytes: number): Promise<boolean> {
    if (fragments.length === 0) return true;
    // Of two under one name the last counts; SQLite would refuse to touch a row twice in one statement.
    const last = new Map(fragments.map((fragment) => [`${fragment.namespace} ${fragment.name}`, fragment]));
    const values = [...last.values()].map(({ namespace, name, xml }) => [
      namespace,
      name,
      Buffer.byteLength(xml),
      xml,
    ]);
    const stored = await this.writes.run(() =>
      rows(this.dataSource, sql.putFragments, [bareJid, JSON.stringify(values), maxBytes]),
    );
    return stored.length > 0;
  }
}

import type { DataSource } from 'typeorm';
import type { OfflineStanza, OfflineStore, StoredOfflineStanza } from '#ports';
import { change, rows } from '../statement.js';
import type { WriteQueue } from '../write-queue.js';
import * as sql from './offline-statements.js';

interface OfflineRow {
  seq: number;
  kind: OfflineStanza['kind'];
  type: string;
  sender: string;
  at: number;
  xml: string;
  intent: number | null;
}

export class SqliteOfflineStore implements OfflineStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: WriteQueue,
  ) {}

  async append(stanzas: readonly OfflineStanza[], limit: number | null): Promise<OfflineStanza[]> {
    if (stanzas.length === 0) return [];
    const values = stanzas.map((s) => [s.bareJid, s.kind, s.type, s.from, s.at, s.xml, s.intent || null]);
    const kept = await this.writes.run(() =>
      rows<{ bare_jid: string }>(this.dataSource, sql.appendOffline, [JSON.stringify(values), limit]),
    );
    // Of each user the first were kept.
    const left = new Map<string, number>();
    for (const { bare_jid } of kept) left.set(bare_jid, (left.get(bare_jid) ?? 0) + 1);
    return stanzas.filter(({ bareJid }) => {
      const n = left.get(bareJid) ?? 0;
      left.set(bareJid, n - 1);
      return n <= 0;
    });
  }

  /** In the write queue from the read to the removal: two logins at once must not both get everything. */
  take(bareJid: string, hand: (stanzas: readonly StoredOfflineStanza[]) => Promise<number>): Promise<number> {
    return this.writes.run(async () => {
      const found = await rows<OfflineRow>(this.dataSource, sql.readOffline, [bareJid]);
      if (found.length === 0) return 0;
      const taken = await hand(
        found.map(({ seq, kind, type, sender, at, xml, intent }) => ({
          seq,
          bareJid,
          kind,
          type,
          from: sender,
          at,
          xml,
          intent: intent ?? 0,
        })),
      );
      const last = found[taken - 1];
      return last === undefined ? 0 : change(this.dataSource, sql.forgetOffline, [bareJid, last.seq]);
    });
  }

  async forget(bareJid: string, upTo: number): Promise<void> {
    await this.writes.run(() => change(this.dataSource, sql.forgetOffline, [bareJid, upTo]));
  }

  async written(intents: readonly number[]): Promise<ReadonlySet<number>> {
    const found = await rows<{ intent: number }>(this.dataSource, sql.findIntents, [JSON.stringify(intents)]);
    return new Set(found.map(({ intent }) => intent));
  }

  async count(bareJid: string): Promise<number> {
    const [count] = await rows<{ total: number }>(this.dataSource, sql.countOffline, [bareJid]);
    return count?.total ?? 0;
  }
}

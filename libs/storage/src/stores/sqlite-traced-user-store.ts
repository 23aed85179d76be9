import type { DataSource } from 'typeorm';
import type { TracedUser, TracedUserStore } from '#ports';
import { TracedUserEntity } from '../entities/index.js';
import { change } from '../statement.js';
import type { WriteQueue } from '../write-queue.js';

export class SqliteTracedUserStore implements TracedUserStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: WriteQueue,
  ) {}

  async all(): Promise<TracedUser[]> {
    const found = await this.dataSource.getRepository(TracedUserEntity).find();
    return found.map(({ bareJid, until, setBy, setAt }) => ({ bareJid, until, setBy, setAt }));
  }

  async set({ bareJid, until, setBy, setAt }: TracedUser): Promise<void> {
    await this.#change(
      `INSERT INTO traced_user (bare_jid, until, set_by, set_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (bare_jid) DO UPDATE SET until = excluded.until, set_by = excluded.set_by, set_at = excluded.set_at`,
      [bareJid, until, setBy, setAt],
    );
  }

  async remove(bareJid: string): Promise<boolean> {
    return (await this.#change('DELETE FROM traced_user WHERE bare_jid = ?', [bareJid])) > 0;
  }

  async purge(now: number): Promise<void> {
    await this.#change('DELETE FROM traced_user WHERE until <= ?', [now]);
  }

  #change(sql: string, parameters: readonly unknown[]): Promise<number> {
    return this.writes.run(() => change(this.dataSource, sql, parameters));
  }
}

import type { DataSource } from 'typeorm';
import type { LimitHistoryEntry, LimitName } from '#contracts';
import type { LimitOverride, LimitStore } from '#ports';
import { LimitOverrideEntity } from '../entities/index.js';
import { change, rows } from '../statement.js';
import type { WriteQueue } from '../write-queue.js';
import { ChangeLog, type Held } from './change-log.js';

export class SqliteLimitStore implements LimitStore {
  readonly #log: ChangeLog;

  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: WriteQueue,
  ) {
    this.#log = new ChangeLog(dataSource, 'limit_change', 'bare_jid');
  }

  async all(): Promise<LimitOverride[]> {
    const found = await this.dataSource.getRepository(LimitOverrideEntity).find();
    return found.map(({ bareJid, name, value, setBy, setAt }) => ({ bareJid, name, value, setBy, setAt }));
  }

  async set({ bareJid, name, value, setBy, setAt }: LimitOverride): Promise<void> {
    await this.writes.run(async () => {
      const before = await this.#held(bareJid, name);
      await this.#log.append(bareJid, { name, before, after: { value }, setBy, at: setAt });
      await change(
        this.dataSource,
        `INSERT INTO limit_override (bare_jid, name, value, set_by, set_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (bare_jid, name)
         DO UPDATE SET value = excluded.value, set_by = excluded.set_by, set_at = excluded.set_at`,
        [bareJid, name, value, setBy, setAt],
      );
    });
  }

  async clear({ bareJid, name, setBy, setAt }: Omit<LimitOverride, 'value'>): Promise<boolean> {
    return this.writes.run(async () => {
      const before = await this.#held(bareJid, name);
      if (before === null) return false;
      await this.#log.append(bareJid, { name, before, after: null, setBy, at: setAt });
      await change(this.dataSource, 'DELETE FROM limit_override WHERE bare_jid = ? AND name = ?', [
        bareJid,
        name,
      ]);
      return true;
    });
  }

  async history(bareJid: string, query: { readonly after?: string | undefined; readonly limit: number }) {
    const { items, next } = await this.#log.page(bareJid, query);
    return { items: items as LimitHistoryEntry[], next };
  }

  async #held(bareJid: string, name: LimitName): Promise<Held> {
    const [row] = await rows<{ value: number | null }>(
      this.dataSource,
      'SELECT value FROM limit_override WHERE bare_jid = ? AND name = ?',
      [bareJid, name],
    );
    return row === undefined ? null : { value: row.value };
  }
}

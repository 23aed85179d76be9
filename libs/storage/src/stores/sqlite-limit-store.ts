import type { DataSource } from 'typeorm';
import type { LimitName } from '#contracts';
import type { LimitOverride, LimitStore } from '#ports';
import { LimitOverrideEntity } from '../entities/index.js';
import { change } from '../statement.js';
import type { WriteQueue } from '../write-queue.js';

export class SqliteLimitStore implements LimitStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: WriteQueue,
  ) {}

  async all(): Promise<LimitOverride[]> {
    const found = await this.dataSource.getRepository(LimitOverrideEntity).find();
    return found.map(({ bareJid, name, value, setBy, setAt }) => ({ bareJid, name, value, setBy, setAt }));
  }

  async set({ bareJid, name, value, setBy, setAt }: LimitOverride): Promise<void> {
    await this.writes.run(() =>
      change(
        this.dataSource,
        `INSERT INTO limit_override (bare_jid, name, value, set_by, set_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (bare_jid, name)
         DO UPDATE SET value = excluded.value, set_by = excluded.set_by, set_at = excluded.set_at`,
        [bareJid, name, value, setBy, setAt],
      ),
    );
  }

  async clear(bareJid: string, name: LimitName): Promise<boolean> {
    const cleared = await this.writes.run(() =>
      change(this.dataSource, 'DELETE FROM limit_override WHERE bare_jid = ? AND name = ?', [bareJid, name]),
    );
    return cleared > 0;
  }
}

import type { DataSource } from 'typeorm';
import type { SettingChange, SettingStore, StoredSetting } from '#ports';
import { SettingEntity } from '../entities/index.js';
import { change } from '../statement.js';
import type { WriteQueue } from '../write-queue.js';
import { ChangeLog } from './change-log.js';

/** What was set, by name; also before there are stores, since it is part of the configuration they are made with. */
export async function readSettings(dataSource: DataSource): Promise<StoredSetting[]> {
  const found = await dataSource.getRepository(SettingEntity).find({ order: { name: 'ASC' } });
  return found.map(({ name, value, setBy, setAt }) => ({
    name,
    value: JSON.parse(value) as unknown,
    setBy,
    setAt,
  }));
}

export class SqliteSettingStore implements SettingStore {
  readonly #log: ChangeLog;

  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: WriteQueue,
  ) {
    this.#log = new ChangeLog(dataSource, 'setting_change', 'name');
  }

  all(): Promise<StoredSetting[]> {
    return readSettings(this.dataSource);
  }

  /** The history first: a crash between the two leaves a change told that did not happen, never one that nobody made. */
  async change(setting: SettingChange): Promise<void> {
    const { name, after, setBy, at } = setting;
    await this.writes.run(async () => {
      await this.#log.append(name, setting);
      if (after === null) await change(this.dataSource, 'DELETE FROM setting WHERE name = ?', [name]);
      else
        await change(
          this.dataSource,
          `INSERT INTO setting (name, value, set_by, set_at) VALUES (?, ?, ?, ?)
           ON CONFLICT (name) DO UPDATE
           SET value = excluded.value, set_by = excluded.set_by, set_at = excluded.set_at`,
          [name, JSON.stringify(after.value), setBy, at],
        );
    });
  }

  history(name: string, query: { readonly after?: string | undefined; readonly limit: number }) {
    return this.#log.page(name, query);
  }
}

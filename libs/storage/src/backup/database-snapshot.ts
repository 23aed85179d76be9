import { open } from 'node:fs/promises';
import { openRawConnection, type RawConnection } from '../raw-connection.js';
import { makeDurable } from './durable.js';

/** Pages copied at once, by a thread of the pool: at the usual 4 KiB a page that is one MiB. */
const STEP_PAGES = 256;

/** A database as it was at one moment, however long it takes to copy it: in WAL mode a reader's view does not change. */
export class DatabaseSnapshot {
  private constructor(private readonly connection: RawConnection) {}

  static async open(file: string): Promise<DatabaseSnapshot> {
    return new DatabaseSnapshot(await openRawConnection(file, { readOnly: true }));
  }

  /** The moment. What is written from here on, by whatever connection, is not in it. */
  async take(): Promise<void> {
    await this.connection.all('BEGIN');
    // SQLite takes the view with the first thing that is read, not with BEGIN.
    await this.connection.all('SELECT count(*) FROM sqlite_master');
  }

  /** Into a new file that only this user reads; checked there, because a copy of a damaged database is none. */
  async copyTo(target: string): Promise<void> {
    await (await open(target, 'wx', 0o600)).close();
    await this.connection.copyTo(target, STEP_PAGES);
    const copy = await openRawConnection(target, { readOnly: false });
    try {
      // Without it the first who looks at the copy would make a log beside it.
      await copy.all('PRAGMA journal_mode = DELETE');
      const [finding] = await copy.all('PRAGMA quick_check(1)');
      const said = String(finding?.['quick_check']);
      if (said !== 'ok') throw new Error(`the database is damaged (${said.replace(/\s+/g, ' ')})`);
    } finally {
      await copy.close();
    }
    await makeDurable(target);
  }

  close(): Promise<void> {
    return this.connection.close();
  }
}

import sqlite3 from 'sqlite3';

/** One bare SQLite connection, for what must happen before or outside TypeORM: the lock, the inspection, the backup. */
export interface RawConnection {
  all(sql: string): Promise<Record<string, unknown>[]>;
  /** Copies the main database over `file`, so many pages at once. */
  copyTo(file: string, pages: number): Promise<void>;
  close(): Promise<void>;
}

/** SQLite's online backup (sqlite.org/backup.html), which the driver has and its types leave out. */
interface OnlineBackup {
  readonly completed: boolean;
  step(pages: number, done: (error: Error | null) => void): void;
  finish(done: () => void): void;
}
type BackupMaker = { backup(file: string, begun: (error: Error | null) => void): OnlineBackup };

/** Opens `file`, which may be made unless `readOnly`. Rejects with SQLite's error (`code` is `SQLITE_…`). */
export async function openRawConnection(
  file: string,
  { readOnly }: { readOnly: boolean },
): Promise<RawConnection> {
  const mode = readOnly ? sqlite3.OPEN_READONLY : sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE;
  const database = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened: sqlite3.Database = new sqlite3.Database(file, mode, (error) =>
      error ? reject(error) : resolve(opened),
    );
  });
  return {
    all: (sql) =>
      new Promise((resolve, reject) => {
        database.all<Record<string, unknown>>(sql, (error, rows) => (error ? reject(error) : resolve(rows)));
      }),
    copyTo: (target, pages) => copy(database as unknown as BackupMaker, target, pages),
    close: () =>
      new Promise((resolve, reject) => {
        database.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}

async function copy(database: BackupMaker, file: string, pages: number): Promise<void> {
  const backup = await new Promise<OnlineBackup>((resolve, reject) => {
    const begun: OnlineBackup = database.backup(file, (error) => (error ? reject(error) : resolve(begun)));
  });
  try {
    while (!backup.completed) {
      await new Promise<void>((resolve, reject) => {
        backup.step(pages, (error) => (error ? reject(error) : resolve()));
      });
    }
  } finally {
    await new Promise<void>((resolve) => backup.finish(resolve));
  }
}

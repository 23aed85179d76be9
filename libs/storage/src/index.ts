/** What outlives the process per account and per session: SQLite behind the store ports, one writer, migrations always. */
export { makeDataDir } from './data-dir.js';
export { type DataDirLock, lockDataDir } from './data-dir-lock.js';
export { checkDatabase, databaseFile, openDatabase } from './open-database.js';
export { Storage, type StorageOptions } from './storage.js';
export { StorageModule } from './storage.module.js';
export { StorageError, type StorageErrorCode } from './storage-error.js';

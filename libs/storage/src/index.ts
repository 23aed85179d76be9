/** What outlives the process per account and per session: SQLite behind the store ports, one writer, migrations always. */
export { type Restoration, type RestoreOptions, restoreBackup } from './backup/restore.js';
export { backUpStopped } from './backup/stopped-backup.js';
export { makeDataDir } from './data-dir.js';
export { type DataDirLock, lockDataDir } from './data-dir-lock.js';
export { checkDatabase, databaseFile, openDatabase } from './open-database.js';
export { Storage, type StorageOptions } from './storage.js';
export { StorageModule, type StorageModuleOptions } from './storage.module.js';
export { StorageError, type StorageErrorCode } from './storage-error.js';
export { readSettings } from './stores/sqlite-setting-store.js';

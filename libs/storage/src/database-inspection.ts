import { open, stat } from 'node:fs/promises';
import { openRawConnection, type RawConnection } from './raw-connection.js';
import { asStorageError, corrupt, errorCodeOf, StorageError } from './storage-error.js';

/** Source: sqlite.org/fileformat.html §1.3. */
const SQLITE_HEADER = 'SQLite format 3\0';

/**
 * When every page of it is read: always, or after a clean stop only where it is smaller than that many bytes. A server that
 * was stopped cleanly has emptied and removed SQLite's log; after a crash or a power cut the log is there.
 */
export type Thoroughness = 'always' | { readonly afterCleanStopBelow: number };

/**
 * Looks at a database without changing a byte of it, before anything opens it for writing. A missing or empty file is fine:
 * it will be made. Throws {@link StorageError} for what is no database, damaged, somebody else's, or made by a newer version
 * (it has migrations that are not among `known`).
 */
export async function inspectDatabase(
  file: string,
  known: ReadonlySet<string>,
  thoroughness: Thoroughness,
): Promise<void> {
  try {
    const header = await readHeader(file);
    if (header === '') return;
    // SQLite itself takes a file of one byte for an empty database, and would overwrite it.
    if (header !== SQLITE_HEADER)
      throw Object.assign(new Error('no SQLite header'), { code: 'SQLITE_NOTADB' });
    const thorough = thoroughness === 'always' || (await needsCheck(file, thoroughness.afterCleanStopBelow));
    const connection = await openRawConnection(file, { readOnly: true });
    try {
      if (thorough) await check(connection, file);
      await inspect(connection, file, known);
    } finally {
      await connection.close();
    }
  } catch (error) {
    throw asStorageError(error, file);
  }
}

/** The first 16 bytes; an empty string when the file is missing or empty. */
async function readHeader(file: string): Promise<string> {
  try {
    const handle = await open(file, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0);
      return buffer.toString('latin1', 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return '';
    throw error;
  }
}

async function needsCheck(file: string, bytes: number): Promise<boolean> {
  return (await sizeOf(file)) < bytes || (await sizeOf(`${file}-wal`)) > 0;
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return 0;
    throw error;
  }
}

/** All but whether each index has what its table has, which takes many times as long. */
async function check(connection: RawConnection, file: string): Promise<void> {
  const [finding] = await connection.all('PRAGMA quick_check(1)');
  const said = String(finding?.['quick_check']);
  if (said !== 'ok') throw corrupt(file, said);
}

async function inspect(connection: RawConnection, file: string, known: ReadonlySet<string>): Promise<void> {
  const tables = await connection.all(`SELECT name FROM sqlite_master WHERE type = 'table'`);
  if (tables.length === 0) return;
  if (!tables.some(({ name }) => name === 'migrations')) {
    throw new StorageError(
      'not-a-database',
      `${file} is a database of another program and was left as it is: move it away, or point data_dir elsewhere.`,
    );
  }
  const newer = (await connection.all('SELECT name FROM migrations ORDER BY timestamp'))
    .map(({ name }) => String(name))
    .find((name) => !known.has(name));
  if (newer !== undefined) {
    throw new StorageError(
      'newer-schema',
      `the database ${file} was written by a newer Dormouse (it has ${newer}) and was left as it is: start that version, or restore a backup made by this one.`,
    );
  }
}

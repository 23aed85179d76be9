import { open } from 'node:fs/promises';
import { openRawConnection, type RawConnection } from './raw-connection.js';
import { asStorageError, corrupt, errorCodeOf, StorageError } from './storage-error.js';

/** Source: sqlite.org/fileformat.html §1.3. */
const SQLITE_HEADER = 'SQLite format 3\0';

/**
 * Looks at a database without changing a byte of it, before anything opens it for writing. A missing or empty file is fine:
 * it will be made. Throws {@link StorageError} for what is no database, damaged, somebody else's, or made by a newer version
 * (it has migrations that are not among `known`).
 */
export async function inspectDatabase(file: string, known: ReadonlySet<string>): Promise<void> {
  try {
    const header = await readHeader(file);
    if (header === '') return;
    // SQLite itself takes a file of one byte for an empty database, and would overwrite it.
    if (header !== SQLITE_HEADER)
      throw Object.assign(new Error('no SQLite header'), { code: 'SQLITE_NOTADB' });
    const connection = await openRawConnection(file, { readOnly: true });
    try {
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

async function inspect(connection: RawConnection, file: string, known: ReadonlySet<string>): Promise<void> {
  const [finding] = await connection.all('PRAGMA quick_check(1)');
  const said = String(finding?.['quick_check']);
  if (said !== 'ok') throw corrupt(file, said);

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

import { constants } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCodeOf, StorageError } from './storage-error.js';

/**
 * Makes the data directory (0700: it holds keys and the control socket) unless it is there, and checks that we may write
 * in it. Throws {@link StorageError} `unwritable` with one sentence.
 */
export async function makeDataDir(dir: string): Promise<void> {
  try {
    await makeWithParents(dir);
    if (!(await stat(dir)).isDirectory()) throw notADirectory(dir);
    await access(dir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    if (error instanceof StorageError) throw error;
    const code = errorCodeOf(error);
    if (code === 'EEXIST' || code === 'ENOTDIR') throw notADirectory(dir, error);
    throw new StorageError(
      'unwritable',
      `cannot write in the data directory ${dir} (${code ?? String(error)}): make it writable for this user, or point data_dir elsewhere.`,
      error,
    );
  }
}

/** Not `recursive`: for a parent that takes no directories (/proc) Node's own never returns. */
async function makeWithParents(dir: string): Promise<void> {
  const make = () =>
    mkdir(dir, { mode: 0o700 }).catch((error: unknown) => {
      if (errorCodeOf(error) !== 'EEXIST') throw error;
    });
  try {
    await make();
  } catch (error) {
    if (errorCodeOf(error) !== 'ENOENT' || dirname(dir) === dir) throw error;
    await makeWithParents(dirname(dir));
    await make();
  }
}

function notADirectory(dir: string, cause?: unknown): StorageError {
  return new StorageError(
    'unwritable',
    `cannot make the data directory ${dir}, because a file is in its way: move the file, or point data_dir elsewhere.`,
    cause,
  );
}

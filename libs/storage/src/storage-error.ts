/** What is wrong, for programs; the message is one sentence for the operator and says what to do. */
export type StorageErrorCode =
  | 'unwritable'
  | 'lost'
  | 'not-a-database'
  | 'corrupt'
  | 'newer-schema'
  | 'in-use'
  | 'full'
  | 'failed';

/** The data directory or its database cannot be used. Nothing in it was changed. */
export class StorageError extends Error {
  constructor(
    readonly code: StorageErrorCode,
    message: string,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'StorageError';
  }
}

/** The name SQLite or the file system gave an error (`SQLITE_CORRUPT`, `EACCES`), also inside TypeORM's wrapping. */
export function errorCodeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'driverError' in error ? errorCodeOf(error.driverError) : undefined;
}

/** Says what an error met while opening `file` means. Source of the codes: sqlite.org/rescode.html. */
export function asStorageError(error: unknown, file: string): StorageError {
  if (error instanceof StorageError) return error;
  const said = error instanceof Error ? error.message : String(error);
  switch (errorCodeOf(error)) {
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_READONLY':
    case 'SQLITE_PERM':
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new StorageError(
        'unwritable',
        `cannot write the database ${file}: make it and its directory writable for this user.`,
        error,
      );
    case 'SQLITE_NOTADB':
    case 'EISDIR':
      return new StorageError(
        'not-a-database',
        `${file} is not a Dormouse database and was left as it is: move it away, or point data_dir elsewhere.`,
        error,
      );
    case 'SQLITE_CORRUPT':
      return corrupt(file, said, error);
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return new StorageError(
        'in-use',
        `${file} is locked by another program: close it and try again.`,
        error,
      );
    case 'SQLITE_FULL':
    case 'ENOSPC':
      return new StorageError(
        'full',
        `the disk holding ${file} is full: free some space and try again.`,
        error,
      );
    default:
      return new StorageError('failed', `cannot open the database ${file}: ${said}`, error);
  }
}

/** The sentence for a damaged database; `finding` is SQLite's own first line about it. */
export function corrupt(file: string, finding: string, cause?: unknown): StorageError {
  return new StorageError(
    'corrupt',
    `the database ${file} is damaged (${finding.replace(/\s+/g, ' ')}) and was left as it is: restore a backup (dormouse restore DIR --force), or move it away to start empty.`,
    cause,
  );
}

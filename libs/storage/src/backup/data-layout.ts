import { join } from 'node:path';

/** Folder of the session journal within a data directory, and its files that count: `reserve` and `quarantine` do not. */
export const JOURNAL_FOLDER = 'journal';
export const SEGMENT = /^\d{10,16}\.segment$/;

export const DATABASE = 'dormouse.db';

/** Beside the database and the journal: what cannot be made anew without anybody noticing. A configured certificate lies elsewhere. */
export const KEY_FILES = ['secret.key', 'tls.crt', 'tls.key'] as const;

/** Everything in a data directory that a restored one must not be mixed with. */
export const LIVE_DATA = [JOURNAL_FOLDER, ...KEY_FILES, DATABASE, `${DATABASE}-wal`, `${DATABASE}-shm`];

/** Whether a manifest may name it: nothing outside the directory, and nothing that the server does not know. */
export function isDataFile(path: string): boolean {
  if (path === DATABASE || (KEY_FILES as readonly string[]).includes(path)) return true;
  const [folder, name, ...rest] = path.split('/');
  return folder === JOURNAL_FOLDER && rest.length === 0 && SEGMENT.test(name ?? '');
}

export const manifestFile = (directory: string): string => join(directory, 'manifest.json');

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { openDatabase } from '../open-database.js';
import { Storage, type StorageOptions } from '../storage.js';

const cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A directory that is gone after the test. */
export async function temporaryDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'dormouse-storage-'));
  cleanUps.push(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** The stores on a real file; closed after the test. */
export async function openStorage(dir: string, options: StorageOptions = {}): Promise<Storage> {
  const storage = new Storage(await openDatabase(dir), options);
  cleanUps.push(() => storage.close());
  return storage;
}

export const temporaryStorage = async (options: StorageOptions = {}): Promise<Storage> =>
  openStorage(await temporaryDir(), options);

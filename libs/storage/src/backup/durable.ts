import { open } from 'node:fs/promises';

/** Waits until the disk has it: what a file holds, or which files a folder has. */
export async function makeDurable(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

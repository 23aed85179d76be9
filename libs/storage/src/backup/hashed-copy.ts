import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';

/** So much is read, hashed and written between two looks at the rest of the process: well under a millisecond of it. */
const CHUNK_BYTES = 256 * 1024;

/** What a file holds, to know it again. */
export interface Digest {
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/**
 * Copies the first `bytes` of a file, or all of it, into a new one that only this user reads, and waits for the disk.
 * Rejects with the system's error.
 */
export async function copyHashed(source: string, target: string, bytes?: number): Promise<Digest> {
  const from = await open(source, 'r');
  try {
    const to = await open(target, 'wx', 0o600);
    try {
      const digest = await pass(from, to, bytes);
      await to.sync();
      return digest;
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

export async function digestOf(file: string): Promise<Digest> {
  const from = await open(file, 'r');
  try {
    return await pass(from, undefined, undefined);
  } finally {
    await from.close();
  }
}

async function pass(
  from: FileHandle,
  to: FileHandle | undefined,
  bytes = Number.POSITIVE_INFINITY,
): Promise<Digest> {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let done = 0;
  while (done < bytes) {
    const { bytesRead } = await from.read(chunk, 0, Math.min(chunk.length, bytes - done), done);
    if (bytesRead === 0) break;
    const read = chunk.subarray(0, bytesRead);
    hash.update(read);
    await to?.writeFile(read);
    done += bytesRead;
  }
  return { bytes: done, sha256: hash.digest('hex') };
}

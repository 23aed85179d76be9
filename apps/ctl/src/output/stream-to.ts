import type { Writable } from 'node:stream';

/** Writes no faster than the other end reads. */
export const streamTo =
  (stream: Writable) =>
  (chunk: Buffer): Promise<void> =>
    new Promise((resolve, reject) => {
      stream.write(chunk, (error) => (error ? reject(error) : resolve()));
    });

import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeDataDir } from './data-dir.js';
import { temporaryDir } from './testing/temporary-storage.js';

describe('makeDataDir', () => {
  it('makes the directory and those above it, for this user alone', async () => {
    const dir = join(await temporaryDir(), 'var', 'dormouse');
    await makeDataDir(dir);
    await makeDataDir(dir);
    expect((await stat(dir)).mode & 0o777).toBe(0o700);
  });

  it('says what to do when a file is in the way', async () => {
    const file = join(await temporaryDir(), 'file');
    await writeFile(file, '');
    for (const dir of [file, join(file, 'below')]) {
      await expect(makeDataDir(dir)).rejects.toMatchObject({
        name: 'StorageError',
        code: 'unwritable',
        message: expect.stringMatching(/data directory \S+, because a file is in its way: .*data_dir/),
      });
    }
  });

  it('says so when nobody may write there', async () => {
    // Not even root makes a directory in /proc.
    await expect(makeDataDir('/proc/dormouse')).rejects.toMatchObject({
      code: 'unwritable',
      message: expect.stringMatching(/^cannot write in the data directory \/proc\/dormouse \(E[A-Z]+\): /),
    });
  });
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lockDataDir } from './data-dir-lock.js';
import { temporaryDir } from './testing/temporary-storage.js';

const holderProgram = fileURLToPath(new URL('./testing/lock-holder.mjs', import.meta.url));

async function startHolder(dir: string) {
  const holder = spawn(process.execPath, [holderProgram, dir], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    holder.kill('SIGKILL');
  });
  await once(holder.stdout, 'data');
  return holder;
}

describe('lockDataDir', () => {
  it('names the process that has the directory, and takes it over when that was killed', async () => {
    const dir = await temporaryDir();
    const holder = await startHolder(dir);
    await expect(lockDataDir(dir)).rejects.toMatchObject({
      code: 'in-use',
      message: `data directory ${dir} is in use by Dormouse (pid ${holder.pid}): stop that one, or use another data_dir.`,
    });
    await rm(join(dir, 'dormouse.pid'));
    await expect(lockDataDir(dir)).rejects.toThrow('in use by another Dormouse:');

    const exit = once(holder, 'exit');
    holder.kill('SIGKILL');
    await exit;
    const lock = await lockDataDir(dir);
    expect(await readFile(join(dir, 'dormouse.pid'), 'utf8')).toBe(`${process.pid}\n`);
    await lock.release();
  });

  it('is exclusive inside one process too, until it is released', async () => {
    const dir = await temporaryDir();
    const lock = await lockDataDir(dir);
    await expect(lockDataDir(dir)).rejects.toMatchObject({ code: 'in-use' });
    await lock.release();
    await lock.release();
    expect(existsSync(join(dir, 'dormouse.pid'))).toBe(false);
    await (await lockDataDir(dir)).release();
  });

  it('says so when it cannot be taken at all', async () => {
    const dir = await temporaryDir();
    await expect(lockDataDir(join(dir, 'missing'))).rejects.toMatchObject({ code: 'unwritable' });
    await writeFile(join(dir, 'dormouse.lock'), 'not a lock, but long enough to be read as a page of one');
    await expect(lockDataDir(dir)).rejects.toMatchObject({ code: 'not-a-database' });
  });
});

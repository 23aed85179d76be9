import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';

/** Answers the URLs of the modules that a command loads. */
async function loadedBy(...args: string[]): Promise<string[]> {
  const dir = mkdtempSync(join(tmpdir(), 'dormouse-start-up-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const hooks = join(dir, 'hooks.mjs');
  const entry = join(dir, 'entry.mjs');
  writeFileSync(
    hooks,
    `import { writeSync } from 'node:fs';
    export const load = (url, context, next) => (writeSync(2, 'loads ' + url + '\\n'), next(url, context));`,
  );
  writeFileSync(
    entry,
    `import { register } from 'node:module'; register(${JSON.stringify(pathToFileURL(hooks).href)});`,
  );
  const main = resolve('dist/apps/ctl/src/main.js');
  const { stderr } = await promisify(execFile)(
    process.execPath,
    ['--import', pathToFileURL(entry).href, main, ...args],
    { env: { PATH: process.env['PATH'], DORMOUSE_DATA_DIR: dir } },
  );
  return stderr.split('\n').filter((line) => line.startsWith('loads '));
}

it('the command line starts without what only the server needs', async () => {
  const loaded = await loadedBy('account', '--help');
  expect(loaded.some((url) => url.includes('/commander/'))).toBe(true);
  expect(loaded.filter((url) => /\/(@nestjs|typeorm|sqlite3|@opentelemetry)\//.test(url))).toEqual([]);
});

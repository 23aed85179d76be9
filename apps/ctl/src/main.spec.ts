import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { afterTest, TestCli } from './testing/cli.js';

/** The built program, which `npm test` keeps fresh: TypeScript itself does not start. */
const program = fileURLToPath(new URL('../../../dist/apps/ctl/src/main.js', import.meta.url));

beforeAll(() => {
  if (!existsSync(program)) throw new Error(`${program} is missing: run "npm run build" first`);
});

async function start(args: string[]) {
  const { dir } = await TestCli.create();
  const child = spawn(process.execPath, [program, ...args], {
    cwd: dir,
    env: { PATH: process.env['PATH'] },
    stdio: 'pipe',
  });
  afterTest(async () => {
    child.kill('SIGKILL');
  });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const exit = once(child, 'exit').then(([code]) => ({ code: code as number | null, err }));
  return { child, exit };
}

describe('the dormouse program', () => {
  it('ends when its work is done, though nobody ends the pipe it read from', async () => {
    const { child, exit } = await start(['account', 'add', 'romeo@localhost']);
    child.stdin.write('wherefore\n');
    expect(await exit).toEqual({ code: 0, err: '' });
  });

  it('takes it calmly that nobody reads on', async () => {
    const { child, exit } = await start(['--help']);
    child.stdout.destroy();
    expect(await exit).toEqual({ code: 0, err: '' });
  });

  it('exits with what run() says', async () => {
    expect((await (await start(['nonsense'])).exit).code).toBe(2);
    expect((await (await start(['account', 'list'])).exit).code).toBe(1);
  });
});

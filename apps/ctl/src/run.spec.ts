import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockDataDir, makeDataDir } from '#storage';
import { TestCli } from './testing/cli.js';

describe('the command line', () => {
  it('explains itself', async () => {
    const cli = await TestCli.create();
    const { code, out } = await cli.run(['--help']);
    expect(code).toBe(0);
    for (const word of [
      'account',
      'session',
      'limits',
      'operator',
      'doctor',
      '--data-dir',
      'Exit codes: 0',
    ]) {
      expect(out).toContain(word);
    }
  });

  it('exits with 2 when it is called wrongly, and repeats no password', async () => {
    const cli = await TestCli.create();
    for (const args of [
      ['acount'],
      ['account', 'add'],
      ['account', 'add', 'romeo@localhost', 'geheim'],
      ['account', 'add', 'romeo@localhost', '--pasword=geheim, with "quotes" and \'more geheim\''],
      ['account', 'add', 'romeo@localhost', '--password'],
    ]) {
      const { code, err } = await cli.run(args);
      expect({ args, code }).toEqual({ args, code: 2 });
      expect(err).not.toContain('geheim');
    }
  });

  it('names the process that has the data directory, and says what a broken one is', async () => {
    const cli = await TestCli.create();
    await makeDataDir(cli.dataDir);
    const lock = await lockDataDir(cli.dataDir);
    const add = ['account', 'add', 'romeo@localhost', '--password', 'x'];
    expect(await cli.run(add)).toEqual({
      code: 1,
      out: '',
      err: expect.stringMatching(
        `^data directory ${cli.dataDir} is in use by Dormouse \\(pid ${process.pid}\\)`,
      ),
    });
    await lock.release();
    await writeFile(join(cli.dataDir, 'dormouse.db'), 'no database');
    const broken = { code: 1, err: expect.stringContaining('not a Dormouse database') };
    expect(await cli.run(add)).toMatchObject(broken);
    // The lock was let go of: the second answer is about the file again.
    expect(await cli.run(add)).toMatchObject(broken);
  });

  it('reads the server’s configuration, and tells all that is wrong with it', async () => {
    const cli = await TestCli.create();
    await writeFile(join(cli.dir, 'dormouse.yaml'), 'domain: verona.example\ndata_dir: there\n');
    expect(await cli.ok('account', 'add', 'romeo@verona.example', '--password', 'x')).toContain('Added');
    expect(await cli.json('--data-dir', 'there', 'account', 'list')).toHaveLength(1);
    await writeFile(join(cli.dir, 'other.yaml'), 'domian: x\nc2s_port: y\n');
    const { code, err } = await cli.run(['--config', 'other.yaml', 'account', 'list']);
    expect(code).toBe(1);
    expect(err).toMatch(/domian[\s\S]*domain[\s\S]*c2s_port/);
  });
});

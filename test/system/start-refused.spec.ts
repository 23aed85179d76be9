import { once } from 'node:events';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ServerProcess } from '../support/server-process.js';

const started: ServerProcess[] = [];
const prepare = (env: Record<string, string> = {}, folder?: string) => {
  const server = new ServerProcess(env, folder);
  started.push(server);
  return server;
};
afterEach(async () => {
  for (const server of started.splice(0)) await server.dispose();
});

/** The start fails with exit code 1 and says why; answers what it said. */
async function refused(server: ServerProcess): Promise<string> {
  server.launch();
  const { code, stderr } = await server.ended();
  expect(code, stderr).toBe(1);
  expect(stderr).not.toMatch(/\n\s+at .+:\d+:\d+/);
  expect(stderr, 'and nothing but that').not.toContain('"level":');
  return stderr;
}

describe('a start that cannot succeed says why in words and exits 1', () => {
  it('when another server has the data directory', async () => {
    const first = prepare();
    await first.start();
    const second = prepare({ DORMOUSE_DATA_DIR: first.dataDir });
    const words = await refused(second);
    expect(words).toContain(first.dataDir);
    expect(words).toContain(String(first.ready?.pid));
    await first.addAccount('romeo@localhost', 'still alive');
  });

  it.each(['DORMOUSE_C2S_PORT', 'DORMOUSE_C2S_TLS_PORT', 'DORMOUSE_HTTP_PORT'])(
    'when the port of %s is busy',
    async (name) => {
      const squatter = createServer().listen(0, '127.0.0.1');
      await once(squatter, 'listening');
      const address = squatter.address();
      const port = typeof address === 'object' ? String(address?.port) : '';
      try {
        expect(await refused(prepare({ [name]: port }))).toContain(port);
      } finally {
        squatter.close();
      }
    },
  );

  it('when the database file is not a database, which is left as it is', async () => {
    const server = prepare();
    const file = join(server.dataDir, 'dormouse.db');
    const content = 'this is a diary, not a database. '.repeat(100);
    mkdirSync(server.dataDir, { recursive: true });
    writeFileSync(file, content);
    expect(await refused(server)).toContain('dormouse.db');
    expect(readFileSync(file, 'utf8')).toBe(content);
  });

  it.each(['missing', 'empty'])(
    'when the database is %s and there are sessions of its accounts',
    async (how) => {
      const server = prepare();
      const file = join(server.dataDir, 'dormouse.db');
      await server.start();
      await server.addAccount('romeo@localhost', 'still there');
      await server.stop();
      renameSync(file, `${file}.aside`);
      if (how === 'empty') writeFileSync(file, '');
      expect(await refused(prepare({}, server.folder))).toContain(`${file} is missing or empty`);

      renameSync(`${file}.aside`, file);
      await server.start();
      await expect(server.addAccount('romeo@localhost', 'again')).rejects.toThrow('409');
    },
  );

  it('when the secret of the installation is damaged, which is left as it is', async () => {
    const server = prepare();
    const file = join(server.dataDir, 'secret.key');
    mkdirSync(server.dataDir, { recursive: true });
    writeFileSync(file, 'short');
    expect(await refused(server)).toContain(`${file} is damaged`);
    expect(readFileSync(file, 'utf8')).toBe('short');
  });

  it('when the data directory cannot be made', async () => {
    const server = prepare();
    writeFileSync(join(server.folder, 'file'), '');
    const inside = prepare({ DORMOUSE_DATA_DIR: join(server.folder, 'file', 'data') });
    expect(await refused(inside)).toContain(join(server.folder, 'file', 'data'));
  });

  it('when the configuration is wrong: every problem at once', async () => {
    const words = await refused(
      prepare({
        SMACKS_HIBERNATION_TIME: 'long',
        SMACKS_HIBERNATION_TIMEE: '5',
        DORMOUSE_C2S_PORT: '99999',
        DORMOUSE_ADMIN_PASSWORD: 'short',
      }),
    );
    for (const name of [
      'SMACKS_HIBERNATION_TIME',
      'SMACKS_HIBERNATION_TIMEE',
      'DORMOUSE_C2S_PORT',
      'DORMOUSE_ADMIN_PASSWORD',
    ])
      expect(words).toContain(name);
    expect(words).toContain('long');
    expect(words).not.toContain('short');
  });

  it('when DORMOUSE_CONFIG names a file that is not there', async () => {
    expect(await refused(prepare({ DORMOUSE_CONFIG: '/nowhere/dormouse.yaml' }))).toContain(
      '/nowhere/dormouse.yaml',
    );
  });
});

describe('after a kill', () => {
  it('the data directory is free at once', async () => {
    const server = prepare();
    await server.start();
    await server.addAccount('romeo@localhost', 'before the kill');
    await server.kill();
    await server.restart();
    await expect(server.addAccount('romeo@localhost', 'again')).rejects.toThrow('409');
  });
});

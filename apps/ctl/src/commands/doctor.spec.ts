import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { lockDataDir } from '#storage';
import type { Finding } from '../doctor/finding.js';
import { afterTest, TestCli } from '../testing/cli.js';
import { startTestServer } from '../testing/test-server.js';
import { writeJournal } from '../testing/written-journal.js';

/** docs/journal.md */
const HEADER_BYTES = 64;

const anyPorts = { DORMOUSE_C2S_PORT: '0', DORMOUSE_C2S_TLS_PORT: '0', DORMOUSE_HTTP_PORT: '0' };

async function diagnosis(cli: TestCli, env: NodeJS.ProcessEnv = {}) {
  const { code, out } = await cli.run(['doctor', '--json'], { env: { ...anyPorts, ...env } });
  const findings = JSON.parse(out) as Finding[];
  const of = (check: string) => findings.find((finding) => finding.check === check);
  return { code, findings, of };
}

describe('dormouse doctor', () => {
  it('finds a fresh installation sound, and makes nothing', async () => {
    const cli = await TestCli.create();
    const { code, findings, of } = await diagnosis(cli);
    expect(code).toBe(0);
    expect(findings.filter(({ state }) => state === 'problem')).toEqual([]);
    expect(of('server')).toMatchObject({ state: 'note', words: 'not running' });
    expect(of('data directory')).toMatchObject({ state: 'note' });
    expect(existsSync(cli.dataDir)).toBe(false);
    const { out } = await cli.run(['doctor'], { env: anyPorts });
    expect(out).toContain('ok      configuration: valid, for the domain localhost\n');
  });

  it('tells every problem of the configuration', async () => {
    const cli = await TestCli.create();
    const { code, of } = await diagnosis(cli, { DORMOUSE_C2S_PORT: 'x', SMACKS_HIBERNATION_TIM: '3' });
    expect(code).toBe(1);
    expect(of('configuration')?.words).toMatch(/SMACKS_HIBERNATION_TIM [\s\S]*DORMOUSE_C2S_PORT/);
  });

  it('finds a port that is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    afterTest(() => new Promise((resolve) => taken.close(resolve)));
    const port = String((taken.address() as AddressInfo).port);
    const { code, of } = await diagnosis(await TestCli.create(), { DORMOUSE_HTTP_PORT: port });
    expect(code).toBe(1);
    expect(of('port http')).toMatchObject({
      state: 'problem',
      words: expect.stringContaining(`${port} is taken`),
    });
    expect(of('port c2s')).toMatchObject({ state: 'ok' });
  });

  it('finds a damaged database, and one in use by a server that does not answer', async () => {
    const cli = await TestCli.create();
    await mkdir(cli.dataDir);
    await writeFile(join(cli.dataDir, 'dormouse.db'), 'no database');
    const broken = await diagnosis(cli);
    expect(broken.code).toBe(1);
    expect(broken.of('database')).toMatchObject({
      state: 'problem',
      words: expect.stringContaining('not a Dormouse database'),
    });
    const lock = await lockDataDir(cli.dataDir);
    const locked = await diagnosis(cli);
    await lock.release();
    expect(locked.of('data directory')).toMatchObject({
      state: 'problem',
      words: expect.stringContaining(`Dormouse (pid ${process.pid})`),
    });
  });

  it('finds a journal of a later version, damage in one, and one that is cut off', async () => {
    const cli = await TestCli.create();
    const file = join(cli.dataDir, 'journal', '0000000001.segment');
    await cli.ok('account', 'add', 'romeo@localhost', '--password', 'x');
    await writeJournal(join(cli.dataDir, 'journal'), ['{}', '{}']);
    const whole = await readFile(file);
    const found = async (content: Uint8Array) => {
      await writeFile(file, content);
      const { code, of } = await diagnosis(cli);
      expect(await readFile(file), 'as it was').toEqual(Buffer.from(content));
      return { code, ...of('journal') };
    };
    expect(await found(whole)).toMatchObject({ code: 0, state: 'ok' });
    const words = expect.stringContaining('as a crash leaves it');
    expect(await found(whole.subarray(0, -1))).toMatchObject({ code: 0, state: 'note', words });
    const struck = Buffer.from(whole);
    struck[HEADER_BYTES + 40] = 0;
    expect(await found(struck)).toMatchObject({ code: 1, state: 'problem' });
    const later = Buffer.from(whole);
    later.writeUInt32LE(2, 16);
    later.writeUInt32LE(crc32(later.subarray(0, 60)), 60);
    const refusal = expect.stringContaining('later version of Dormouse');
    expect(await found(later)).toMatchObject({ code: 1, state: 'problem', words: refusal });
  });

  it('finds a journal whose database is gone', async () => {
    const cli = await TestCli.create();
    await mkdir(cli.dataDir);
    await writeJournal(join(cli.dataDir, 'journal'), ['{}']);
    const { code, of } = await diagnosis(cli);
    expect(code).toBe(1);
    const words = expect.stringContaining('dormouse.db is missing or empty');
    expect(of('database')).toMatchObject({ state: 'problem', words });
    expect(existsSync(join(cli.dataDir, 'dormouse.db'))).toBe(false);
  });

  it('finds a sound database', async () => {
    const cli = await TestCli.create();
    await cli.ok('account', 'add', 'romeo@localhost', '--password', 'x');
    const { code, of } = await diagnosis(cli);
    expect(code).toBe(0);
    expect(of('database')).toMatchObject({ state: 'ok' });
  });

  it('asks the running server instead of its data', async () => {
    const cli = await TestCli.create();
    await startTestServer(cli.dataDir);
    const { code, of } = await diagnosis(cli);
    expect(code).toBe(0);
    expect(of('server')).toMatchObject({
      state: 'ok',
      words: 'Dormouse 1.2.3 serves localhost, up 1h 1m: 1 session connected, 2 hibernating',
    });
    expect(of('database')).toBeUndefined();
    expect(of('journal')).toMatchObject({ state: 'ok', words: '3.3 MiB in 2 files' });
  });

  it('tells when the running server cannot write its journal, or had to set parts of it aside', async () => {
    const cli = await TestCli.create();
    const sessions = await startTestServer(cli.dataDir);
    sessions.journal = { quarantined: 1 };
    expect((await diagnosis(cli)).of('journal')).toMatchObject({
      state: 'note',
      words: expect.stringMatching(/^3\.3 MiB in 2 files; 1 damaged file was set aside/),
    });
    sessions.journal = { strainedSince: Date.now() - 60_000, strainedReason: 'ENOSPC: no space left' };
    const { code, of } = await diagnosis(cli);
    expect(code).toBe(1);
    expect(of('journal')).toMatchObject({
      state: 'problem',
      words: expect.stringMatching(/^cannot be written for 1m: ENOSPC: no space left\. /),
    });
  });

  it('looks at the certificate', async () => {
    const cli = await TestCli.create();
    await writeFile(join(cli.dir, 'cert.pem'), 'no certificate');
    await writeFile(join(cli.dir, 'key.pem'), 'no key');
    const tls = { DORMOUSE_TLS_CERT: join(cli.dir, 'cert.pem'), DORMOUSE_TLS_KEY: join(cli.dir, 'key.pem') };
    expect((await diagnosis(cli, tls)).of('certificate')?.words).toMatch(/is not in PEM form$/);
    const missing = { ...tls, DORMOUSE_TLS_CERT: join(cli.dir, 'missing.pem') };
    expect((await diagnosis(cli, missing)).of('certificate')?.words).toMatch(
      /^cannot read .*missing\.pem: ENOENT$/,
    );
  });
});

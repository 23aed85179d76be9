import { copyFileSync, mkdtempSync, rmSync, unwatchFile, watchFile, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadConfiguration, type ServerConfig } from '#config';
import { Certificates } from './certificates.js';
import type { KeyPair } from './key-pair.js';
import { makeSelfSigned } from './self-signed.js';

let dir: string;
let certificates: Certificates;
let warnings: string[];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'dormouse-tls-'));
  warnings = [];
  vi.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
  vi.spyOn(Logger.prototype, 'warn').mockImplementation((text) => void warnings.push(String(text)));
});

afterEach(() => {
  certificates.onModuleDestroy();
  vi.restoreAllMocks();
  rmSync(dir, { recursive: true, force: true });
});

const file = (name: string) => join(dir, name);
const serverConfig = (env: Readonly<Record<string, string>> = {}): ServerConfig =>
  loadConfiguration({ env: { DORMOUSE_DATA_DIR: dir, ...env }, readFile: () => '' }).configuration.server;

async function loaded() {
  certificates = new Certificates(serverConfig());
  const pair = await certificates.load();
  const renewed: KeyPair[] = [];
  certificates.onReload((next) => renewed.push(next));
  return { pair, renewed, context: certificates.context };
}

describe('the certificate', () => {
  it('is made at first start, and the same at the next', async () => {
    const { pair } = await loaded();
    expect(pair.cert.toString()).toContain('BEGIN CERTIFICATE');
    certificates.onModuleDestroy();
    expect((await loaded()).pair.key.equals(pair.key)).toBe(true);
  });

  it('is read again when both files have changed', async () => {
    const { context, renewed } = await loaded();
    await makeSelfSigned('localhost', file('tls.crt'), file('tls.key'));
    certificates.reload();
    expect(certificates.context).not.toBe(context);
    expect(renewed).toHaveLength(1);
    certificates.reload();
    expect(renewed).toHaveLength(1);
    expect(warnings).toEqual([]);
  });

  it('stays as it is when the new pair does not fit, with one warning for each time it is asked', async () => {
    const { context, renewed } = await loaded();
    await makeSelfSigned('localhost', file('new.crt'), file('new.key'));
    copyFileSync(file('new.crt'), file('tls.crt'));
    certificates.reload();
    expect(certificates.context).toBe(context);
    expect(renewed).toEqual([]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('not reloaded, the old one stays');
    copyFileSync(file('new.key'), file('tls.key'));
    certificates.reload();
    expect(renewed).toHaveLength(1);
  });

  it('is complained of once, however many of its files change to the same bad pair', async () => {
    const { renewed } = await loaded();
    const watchers = watching();
    writeFileSync(file('tls.crt'), 'nonsense');
    for (const changed of watchers) changed();
    expect(watchers).toHaveLength(2);
    expect(warnings).toHaveLength(1);
    expect(renewed).toEqual([]);
  });

  it('is read again on SIGHUP, until the server stops', async () => {
    const { renewed } = await loaded();
    await makeSelfSigned('localhost', file('tls.crt'), file('tls.key'));
    process.emit('SIGHUP');
    expect(renewed).toHaveLength(1);
    certificates.onModuleDestroy();
    await makeSelfSigned('localhost', file('tls.crt'), file('tls.key'));
    process.emit('SIGHUP');
    expect(renewed).toHaveLength(1);
  });

  it.each([
    ['made here', {}, 'remove both to have new ones made'],
    [
      'configured',
      { DORMOUSE_TLS_CERT: 'tls.crt', DORMOUSE_TLS_KEY: 'tls.key' },
      'tls_cert and tls_key have to',
    ],
  ])('%s that cannot be used at start is one sentence, with what to do', async (_name, names, mend) => {
    writeFileSync(file('tls.crt'), 'nonsense');
    writeFileSync(file('tls.key'), 'nonsense');
    const env = Object.fromEntries(Object.entries(names).map(([name, of]) => [name, file(of)]));
    certificates = new Certificates(serverConfig(env));
    await expect(certificates.load()).rejects.toThrow(
      /^the certificate .* with key .* cannot be used: .*\.$/,
    );
    await expect(certificates.load()).rejects.toThrow(mend);
  });
});

/** What the file watchers call when a file has changed. */
function watching(): (() => void)[] {
  const mine = () => undefined;
  return ['tls.crt', 'tls.key'].flatMap((name) => {
    const listeners = watchFile(file(name), mine).listeners('change') as (() => void)[];
    unwatchFile(file(name), mine);
    return listeners.filter((listener) => listener !== mine);
  });
}

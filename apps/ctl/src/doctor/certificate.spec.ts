import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { describe, expect, it } from 'vitest';
import { TestCli } from '../testing/cli.js';
import { checkCertificate } from './certificate.js';

async function certificateFor(host: string) {
  const { dir } = await TestCli.create();
  const pems = await generate([{ name: 'commonName', value: host }], {
    keyType: 'ec',
    notBeforeDate: new Date('2030-01-01T00:00:00Z'),
    notAfterDate: new Date('2031-01-01T00:00:00Z'),
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: host }] }],
  });
  const [tlsCert, tlsKey] = [join(dir, 'cert.pem'), join(dir, 'key.pem')];
  await writeFile(tlsCert, pems.cert);
  await writeFile(tlsKey, pems.private);
  return { domain: 'localhost', dataDir: dir, logLevel: 'info' as const, tlsCert, tlsKey };
}

const within = Date.parse('2030-06-01T00:00:00Z');

describe('checkCertificate', () => {
  it('knows a good one from one out of date or for somebody else', async () => {
    const config = await certificateFor('localhost');
    expect(await checkCertificate(config, within)).toMatchObject({
      state: 'ok',
      words: expect.stringMatching(/good until 2031-01-01$/),
    });
    const later = await checkCertificate(config, Date.parse('2031-01-02T00:00:00Z'));
    expect(later).toMatchObject({ state: 'problem', words: expect.stringContaining('expired') });
    expect(await checkCertificate({ ...config, domain: 'elsewhere.example' }, within)).toMatchObject({
      state: 'problem',
      words: expect.stringContaining('is not for elsewhere.example'),
    });
  });

  it('knows when the key belongs to another certificate', async () => {
    const [one, other] = [await certificateFor('localhost'), await certificateFor('localhost')];
    expect(await checkCertificate({ ...one, tlsKey: other.tlsKey }, within)).toMatchObject({
      state: 'problem',
      words: expect.stringContaining('is not the key of'),
    });
  });
});

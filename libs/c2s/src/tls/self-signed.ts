import { writeFileSync } from 'node:fs';

/** Ten years: nobody renews a certificate they never chose, and clients pin it rather than look at dates. */
const DAYS = 3650;

/** Makes a key (0600) and a certificate for the domain where the first start finds none; no other start loads what that takes. */
export async function makeSelfSigned(domain: string, certFile: string, keyFile: string): Promise<void> {
  const { generate } = await import('selfsigned');
  const notAfterDate = new Date(Date.now() + DAYS * 24 * 3600 * 1000);
  const pems = await generate([{ name: 'commonName', value: domain.slice(0, 64) }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notAfterDate,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: domain }] }],
  });
  writeFileSync(keyFile, pems.private, { mode: 0o600 });
  writeFileSync(certFile, pems.cert, { mode: 0o644 });
}

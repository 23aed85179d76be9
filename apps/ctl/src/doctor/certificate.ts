import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { ServerConfig } from '#config';
import type { Finding } from './finding.js';

/** The configured certificate: there, readable, for our domain, in date, and the key's. */
export async function checkCertificate(
  { tlsCert, tlsKey, domain }: ServerConfig,
  now: number,
): Promise<Finding> {
  const check = 'certificate';
  if (tlsCert === undefined || tlsKey === undefined) {
    return { check, state: 'note', words: 'none configured: the server makes a self-signed one' };
  }
  const problem = (words: string): Finding => ({ check, state: 'problem', words });
  try {
    const certificate = new X509Certificate(await readFile(tlsCert));
    const key = createPrivateKey(await readFile(tlsKey));
    if (!certificate.checkPrivateKey(key)) return problem(`${tlsKey} is not the key of ${tlsCert}`);
    const until = new Date(certificate.validTo);
    if (until.getTime() <= now) return problem(`${tlsCert} expired on ${certificate.validTo}`);
    if (certificate.checkHost(domain) === undefined) return problem(`${tlsCert} is not for ${domain}`);
    return { check, state: 'ok', words: `${tlsCert} is good until ${until.toISOString().slice(0, 10)}` };
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    return problem(
      path === undefined ? `${tlsCert} or ${tlsKey} is not in PEM form` : `cannot read ${path}: ${code}`,
    );
  }
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { ServerConfig } from '#config';
import { makeSelfSigned } from './self-signed.js';

/** A certificate chain and its private key, PEM. */
export interface KeyPair {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** Where the pair is: as configured, or in the data directory. */
export const keyPairFiles = ({ tlsCert, tlsKey, dataDir }: ServerConfig) => ({
  certFile: tlsCert ?? join(dataDir, 'tls.crt'),
  keyFile: tlsKey ?? join(dataDir, 'tls.key'),
});

export function readKeyPair(server: ServerConfig): KeyPair {
  const { certFile, keyFile } = keyPairFiles(server);
  return { cert: readFileSync(certFile), key: readFileSync(keyFile) };
}

/** Reads the pair, making a self-signed one first where none is configured and none is there. @throws Error with one sentence when it cannot be used */
export async function loadKeyPair(server: ServerConfig): Promise<KeyPair> {
  const { certFile, keyFile } = keyPairFiles(server);
  if (server.tlsCert === undefined && !(existsSync(certFile) && existsSync(keyFile)))
    await makeSelfSigned(server.domain, certFile, keyFile);
  try {
    const pair = readKeyPair(server);
    createSecureContext(pair);
    return pair;
  } catch (error) {
    const mend =
      server.tlsCert === undefined
        ? 'remove both to have new ones made'
        : 'tls_cert and tls_key have to name a certificate in PEM form and its key';
    throw new Error(
      `the certificate ${certFile} with key ${keyFile} cannot be used: ${(error as Error).message}; ${mend}.`,
    );
  }
}

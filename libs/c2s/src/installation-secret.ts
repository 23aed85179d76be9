import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { type ServerConfig, serverNamespace } from '#config';

/** Thirty-two random bytes of this installation, made at first start: salts for unknown users and hashes of known ones hang on it. */
@Injectable()
export class InstallationSecret {
  readonly bytes: Buffer;

  constructor(@Inject(serverNamespace.KEY) { dataDir }: ServerConfig) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const file = join(dataDir, 'secret.key');
    this.bytes = readIfThere(file) ?? create(file);
  }
}

function readIfThere(file: string): Buffer | undefined {
  try {
    const bytes = readFileSync(file);
    if (bytes.length === 32) return bytes;
    throw new Error(`${file} is damaged: it should hold 32 bytes. Remove it to have a new one made.`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function create(file: string): Buffer {
  const bytes = randomBytes(32);
  writeFileSync(file, bytes, { mode: 0o600, flag: 'wx' });
  return bytes;
}

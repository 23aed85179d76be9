import { unwatchFile, watchFile } from 'node:fs';
import { createSecureContext, type SecureContext } from 'node:tls';
import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { type ServerConfig, serverNamespace } from '#config';
import { type KeyPair, keyPairFiles, loadKeyPair, readKeyPair } from './key-pair.js';

/** How often the files are looked at, ms: renewals happen every few weeks. */
const WATCH_EVERY = 5_000;

/** The certificate in force: configured, or made at first start; read again when the files change or on SIGHUP. */
@Injectable()
export class Certificates implements OnModuleDestroy {
  readonly #logger = new Logger('Certificates');
  readonly #certFile: string;
  readonly #keyFile: string;
  readonly #listeners: ((pair: KeyPair) => void)[] = [];
  #pair: KeyPair | undefined;
  /** A renewal that changes both files is seen twice; a bad one is complained of once. */
  #refused: KeyPair | undefined;
  #context: SecureContext | undefined;
  readonly #reload = () => this.reload();
  readonly #changed = () => this.#read(false);

  constructor(@Inject(serverNamespace.KEY) private readonly server: ServerConfig) {
    const { certFile, keyFile } = keyPairFiles(server);
    this.#certFile = certFile;
    this.#keyFile = keyFile;
  }

  /** Reads the pair, making it first where none is configured. @throws Error with one sentence when it cannot be used */
  async load(): Promise<KeyPair> {
    this.#use(await loadKeyPair(this.server));
    for (const file of [this.#certFile, this.#keyFile])
      watchFile(file, { interval: WATCH_EVERY, persistent: false }, this.#changed);
    process.on('SIGHUP', this.#reload);
    return this.#pair as KeyPair;
  }

  onModuleDestroy(): void {
    unwatchFile(this.#certFile, this.#changed);
    unwatchFile(this.#keyFile, this.#changed);
    process.off('SIGHUP', this.#reload);
  }

  /** For connections that ask for TLS from now on. */
  get context(): SecureContext {
    if (this.#context === undefined) throw new Error('certificates are not loaded');
    return this.#context;
  }

  onReload(listener: (pair: KeyPair) => void): void {
    this.#listeners.push(listener);
  }

  /** A pair that does not fit is left where it is and the old one stays in force: half a renewal must not end all logins. */
  reload(): void {
    this.#read(true);
  }

  /** @param asked an operator waits for an answer, even to the same bad pair */
  #read(asked: boolean): void {
    try {
      const pair = readKeyPair(this.server);
      if (same(pair, this.#pair) || (!asked && same(pair, this.#refused))) return;
      this.#refused = pair;
      this.#use(pair);
      this.#refused = undefined;
      for (const listener of this.#listeners) listener(pair);
      this.#logger.log(`certificate ${this.#certFile} reloaded`);
    } catch (error) {
      this.#logger.warn(
        `certificate ${this.#certFile} not reloaded, the old one stays: ${(error as Error).message}`,
      );
    }
  }

  #use(pair: KeyPair): void {
    this.#context = createSecureContext({ ...pair, minVersion: 'TLSv1.2' });
    this.#pair = pair;
  }
}

const same = (one: KeyPair, other: KeyPair | undefined): boolean =>
  other !== undefined && one.cert.equals(other.cert) && one.key.equals(other.key);

import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ServerProcess } from './server-process.js';

/** What a server did since it was asked last. */
export interface Work {
  /** SQL as it was run, in order. */
  readonly statements: readonly string[];
  /** PBKDF2 runs. */
  readonly derivations: number;
}

/** A server whose inside can be counted and slowed; see server-probe.mjs. */
export class ProbedServer extends ServerProcess {
  constructor(env: Readonly<Record<string, string>> = {}) {
    super({ ...env, NODE_OPTIONS: `--import=${new URL('./server-probe.mjs', import.meta.url)}` });
  }

  work(): Promise<Work> {
    return this.#ask<Work>('work');
  }

  /** From now on the answer to jabber:iq:version waits; resolves with how many wait. */
  hold(): Promise<number> {
    return this.#ask<number>('hold');
  }

  /** Lets the one that has waited longest be answered; resolves with how many still wait. */
  release(): Promise<number> {
    return this.#ask<number>('release');
  }

  async #ask<T>(command: string): Promise<T> {
    const socket = connect(join(this.folder, 'probe.sock'));
    socket.write(command);
    return JSON.parse(await text(socket)) as T;
  }
}

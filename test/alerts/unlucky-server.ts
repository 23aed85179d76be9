import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ServerProcess } from '../support/server-process.js';

/** What misfortune.mjs can bring. */
export type Misfortune =
  | 'the disk is full'
  | 'the disk is slow'
  | 'the database is stuck'
  | 'the loop is busy'
  | 'a minute passes'
  | 'two hours pass';

/** A server that meets what it is told to meet; see misfortune.mjs. */
export class UnluckyServer extends ServerProcess {
  constructor(env: Readonly<Record<string, string>> = {}) {
    super({ ...env, NODE_OPTIONS: `--import=${new URL('./misfortune.mjs', import.meta.url)}` });
  }

  /** Resolves when it has come about. */
  async suffers(what: Misfortune): Promise<void> {
    const socket = connect(join(this.folder, 'misfortune.sock'));
    socket.write(what);
    if ((await text(socket)) !== 'done') throw new Error(`${what}: not brought about`);
  }
}

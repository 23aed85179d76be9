import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import type { ServerProcess } from '../../support/server-process.js';

/** What is run in a page's `sh` blocks below a heading, until the next of its level. */
export async function documentedCommands(page: string, heading?: string): Promise<string[]> {
  const text = await readFile(resolve('docs', page), 'utf8');
  const [, part = ''] = heading === undefined ? ['', text] : text.split(`\n${heading}\n`);
  const section = heading === undefined ? part : part.split('\n## ')[0];
  return [...(section ?? '').matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block);
}

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A directory in which `dormouse` is the built command line, acting on the server. */
export class Shell {
  constructor(
    private readonly server: ServerProcess,
    private readonly dir: string,
  ) {}

  async open(): Promise<void> {
    const bin = join(this.dir, 'bin');
    await mkdir(bin, { recursive: true });
    const main = resolve('dist/apps/ctl/src/main.js');
    await writeFile(join(bin, 'dormouse'), `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`);
    await chmod(join(bin, 'dormouse'), 0o755);
  }

  /** Runs a script as it is printed, but for the address, which is that of this server. */
  run(script: string): Promise<Ran> {
    const { host, http } = this.server.address;
    const env = {
      PATH: [join(this.dir, 'bin'), process.env['PATH']].join(delimiter),
      DORMOUSE_DATA_DIR: this.server.dataDir,
      NODE_COMPILE_CACHE: join(this.dir, 'compiled'),
    };
    const text = script.replaceAll('127.0.0.1:5280', `${host}:${http}`);
    return new Promise((done) => {
      const options = { cwd: this.dir, env, timeout: 60_000 };
      const child = execFile(
        'bash',
        ['--norc', '--noprofile', '-euo', 'pipefail', '-c', text],
        options,
        (error, out, err) => {
          done({ code: error === null ? 0 : Number(error.code ?? -1), out, err });
        },
      );
      // Whoever is over already does not mind that nothing is left to read.
      child.stdin?.on('error', () => undefined).end();
    });
  }
}

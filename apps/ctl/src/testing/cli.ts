import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { afterEach } from 'vitest';
import { run } from '../run.js';

const cleanUps: (() => Promise<unknown>)[] = [];
export const afterTest = (cleanUp: () => Promise<unknown>): void => {
  cleanUps.push(cleanUp);
};

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A stream that keeps what is written to it. */
export class Capture extends Writable {
  text = '';

  constructor(readonly isTTY = false) {
    super();
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    this.emit('text');
    done();
  }
}

/** The command line in one directory of its own, with data in `data` below it. */
export class TestCli {
  constructor(readonly dir: string) {}

  static async create(): Promise<TestCli> {
    const dir = await mkdtemp(join(tmpdir(), 'dormouse-ctl-'));
    afterTest(() => rm(dir, { recursive: true, force: true }));
    return new TestCli(dir);
  }

  get dataDir(): string {
    return join(this.dir, 'data');
  }

  /** Runs one command as a script would: no terminal, `input` piped in. */
  async run(
    args: readonly string[],
    { input = '', env = {} }: { input?: string; env?: NodeJS.ProcessEnv } = {},
  ) {
    const stdout = new Capture();
    const stderr = new Capture();
    const stdin = new PassThrough();
    stdin.end(input);
    const code = await run(args, { stdin, stdout, stderr, cwd: this.dir, env });
    return { code, out: stdout.text, err: stderr.text };
  }

  /** Runs a command that has to succeed; what it printed. */
  async ok(...args: string[]): Promise<string> {
    const { code, out, err } = await this.run(args);
    if (code !== 0) throw new Error(`dormouse ${args.join(' ')} exited with ${code}: ${err}`);
    return out;
  }

  async json(...args: string[]): Promise<unknown> {
    return JSON.parse(await this.ok(...args, '--json'));
  }
}

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { makeFolder, removeFolder } from '../../support/temporary-folder.js';

const START_TRIES = 300;
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** What a peer's configuration is written with. */
export interface PeerGround {
  /** A folder of its own: configuration, data, logs. */
  readonly folder: string;
  readonly c2s: number;
  readonly http: number;
  readonly cert: string;
  readonly key: string;
}

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Free ports, so that a peer of the same name that runs on the machine is left alone. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

async function certificate(folder: string) {
  const pems = await generate([{ name: 'commonName', value: 'localhost' }]);
  const [cert, key] = [join(folder, 'localhost.crt'), join(folder, 'localhost.key')];
  writeFileSync(cert, pems.cert);
  writeFileSync(key, pems.private, { mode: 0o600 });
  return { cert, key };
}

async function listens(port: number): Promise<boolean> {
  const probe = connect(port, '127.0.0.1');
  const up = await once(probe, 'connect').then(
    () => true,
    () => false,
  );
  probe.destroy();
  return up;
}

/** A server of somebody else's, on loopback and high ports, in a folder that goes with it. */
export class PeerProcess {
  private constructor(
    readonly ground: PeerGround,
    private readonly child: ChildProcess,
    private readonly log: readonly string[],
  ) {}

  /** `configure` writes its files and says how it is started. Rejects when the program is not installed, or does not come up. */
  static async start(program: string, configure: (ground: PeerGround) => Command): Promise<PeerProcess> {
    if (spawnSync('which', [program]).status !== 0)
      throw new Error(
        `${program} is not installed: apt-get install ${program === 'erl' ? 'ejabberd' : program}`,
      );
    const folder = makeFolder();
    const ground = { folder, c2s: await freePort(), http: await freePort(), ...(await certificate(folder)) };
    const { program: path, args, env } = configure(ground);
    const child = spawn(path, args, {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    child.once('close', () => running.delete(child));
    const log: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => log.push(chunk.toString('utf8')));
    const peer = new PeerProcess(ground, child, log);
    await peer.#up();
    return peer;
  }

  /** Polls, since peers do not say when they are ready. */
  async #up(): Promise<void> {
    for (let tries = 0; tries < START_TRIES && running.has(this.child); tries += 1) {
      if ((await listens(this.ground.c2s)) && (await listens(this.ground.http))) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await this.stop();
    throw new Error(`the peer did not start:\n${this.log.join('').slice(-2000)}`);
  }

  async stop(): Promise<void> {
    if (running.has(this.child)) {
      const closed = once(this.child, 'close');
      this.child.kill('SIGTERM');
      const timer = setTimeout(() => this.child.kill('SIGKILL'), 5_000);
      await closed;
      clearTimeout(timer);
    }
    removeFolder(this.ground.folder);
  }
}

/** dpkg's own template language. */
const FORMAT = ['$', '{Version}'].join('');

/** The version Debian gives this package. */
export function debianVersion(name: string): string {
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', FORMAT, name], { encoding: 'utf8' });
  return stdout.replace(/^\d+:/, '').replace(/[+-].*$/, '') || 'of unknown version';
}

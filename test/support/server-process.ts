import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { LimitName } from '#contracts';
import { control } from './control-socket.js';
import { makeFolder, removeFolder } from './temporary-folder.js';

/** Where a server can be reached; a proxy in front of it has the same shape. */
export interface ServerAddress {
  readonly host: string;
  readonly c2s: number;
  readonly c2sTls: number;
  readonly http: number;
}

interface Listener {
  readonly host: string;
  readonly port: number;
}

/** The one line on stdout that says the server is ready. */
export interface ReadyLine {
  readonly ready: true;
  readonly pid: number;
  readonly version: string;
  readonly domain: string;
  readonly listeners: { readonly c2s: Listener; readonly c2sTls: Listener; readonly http: Listener };
}

/** How a process ended: its exit code, null after a signal. */
export interface Ending {
  readonly code: number | null;
  readonly stderr: string;
}

const MAIN = fileURLToPath(new URL('../../dist/apps/server/src/main.js', import.meta.url));
const START_MS = 90_000;
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A real server in a process and a data directory of its own. */
export class ServerProcess {
  readonly folder: string;
  readonly log: string[] = [];
  ready: ReadyLine | undefined;
  #child: ChildProcess | undefined;
  #ending: Promise<Ending> | undefined;

  /** `env` is all the configuration there is; ports are any free ones unless it says otherwise. */
  constructor(
    private readonly env: Readonly<Record<string, string>> = {},
    folder?: string,
  ) {
    this.folder = folder ?? makeFolder();
  }

  static async start(env: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
    const server = new ServerProcess(env);
    await server.start();
    return server;
  }

  get dataDir(): string {
    return this.env['DORMOUSE_DATA_DIR'] ?? join(this.folder, 'data');
  }

  get address(): ServerAddress {
    if (!this.ready) throw new Error('the server has not been started');
    const { c2s, c2sTls, http } = this.ready.listeners;
    return { host: '127.0.0.1', c2s: c2s.port, c2sTls: c2sTls.port, http: http.port };
  }

  /** Starts the process; {@link start} waits for ready, {@link ended} for a start that fails. */
  launch(ports: Readonly<Record<string, string>> = {}): ChildProcess {
    const child = spawn(process.execPath, [MAIN], {
      cwd: this.folder,
      env: {
        PATH: process.env['PATH'] ?? '',
        DORMOUSE_DATA_DIR: this.dataDir,
        DORMOUSE_C2S_PORT: '0',
        DORMOUSE_C2S_TLS_PORT: '0',
        DORMOUSE_HTTP_PORT: '0',
        ...this.env,
        ...ports,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    this.#child = child;
    createInterface({ input: child.stderr }).on('line', (line) => this.log.push(line));
    this.#ending = once(child, 'close').then(([code]) => {
      running.delete(child);
      return { code: code as number | null, stderr: this.log.join('\n') };
    });
    return child;
  }

  async start(ports?: Readonly<Record<string, string>>): Promise<void> {
    const child = this.launch(ports);
    const lines = createInterface({ input: child.stdout ?? process.stdin });
    const timer = setTimeout(() => child.kill('SIGKILL'), START_MS);
    const line = await Promise.race([once(lines, 'line').then(([text]) => String(text)), this.ended()]);
    clearTimeout(timer);
    if (typeof line !== 'string') throw new Error(`the server did not get ready:\n${line.stderr}`);
    this.ready = JSON.parse(line) as ReadyLine;
  }

  /** Resolves when the process has ended by itself or by a signal. */
  ended(): Promise<Ending> {
    return this.#ending ?? Promise.reject(new Error('never launched'));
  }

  /** SIGTERM; answers how it ended. */
  stop(): Promise<Ending> {
    this.#child?.kill('SIGTERM');
    return this.ended();
  }

  /** SIGKILL. */
  kill(): Promise<Ending> {
    this.#child?.kill('SIGKILL');
    return this.ended();
  }

  /** Starts again on the same data directory and the same ports. */
  restart(): Promise<void> {
    const { c2s, c2sTls, http } = this.address;
    return this.start({
      DORMOUSE_C2S_PORT: String(c2s),
      DORMOUSE_C2S_TLS_PORT: String(c2sTls),
      DORMOUSE_HTTP_PORT: String(http),
    });
  }

  async addAccount(jid: string, password: string): Promise<void> {
    const answer = await control(this.dataDir, 'POST', '/accounts', { jid, password });
    if (answer.status !== 201) throw new Error(`adding ${jid}: ${JSON.stringify(answer)}`);
  }

  /** One user's own value for a limit, as an operator sets it; seconds where it is a time. */
  async setLimit(jid: string, name: LimitName, value: number): Promise<void> {
    const path = `/users/${encodeURIComponent(jid)}/limits/${name}`;
    const answer = await control(this.dataDir, 'PUT', path, { value }, { 'if-match': '*' });
    if (answer.status !== 200) throw new Error(`setting ${name} of ${jid}: ${JSON.stringify(answer)}`);
  }

  /** Ends the process, however it fares, and removes its folder. */
  async dispose(): Promise<void> {
    if (this.#child && running.has(this.#child)) await this.kill();
    removeFolder(this.folder);
  }
}

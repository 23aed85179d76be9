import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { now } from './clock.mjs';

const DIST = join(import.meta.dirname, '../../dist/apps');
const FAULT_POINT = join(import.meta.dirname, 'fault-point.mjs');
const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A server process that is ended in every way and comes back on its own data and ports. */
export class Server {
  /** Lines of its log that report a fault of its own. */
  faults = [];
  /** The last lines of its log, for the story of a start that failed. */
  log = [];
  folder = mkdtempSync(join(tmpdir(), 'dormouse-crash-'));
  #child;
  #ending;
  #ports = { c2s: 0, http: 0 };

  /** @param dataDir a folder of the caller's; left out: one of its own, gone with it */
  constructor(settings, dataDir = join(this.folder, 'data')) {
    const inherited = Object.entries(process.env).filter(([name]) => !/^(DORMOUSE|SMACKS|OTEL)_/.test(name));
    this.dataDir = dataDir;
    this.env = {
      ...Object.fromEntries(inherited),
      UV_THREADPOOL_SIZE: '16',
      DORMOUSE_DATA_DIR: dataDir,
      DORMOUSE_C2S_TLS_PORT: '0',
      DORMOUSE_C2S_ALLOW_PLAINTEXT: 'true',
      DORMOUSE_LOG_LEVEL: 'error',
      ...settings,
    };
  }

  get world() {
    return { host: '127.0.0.1', domain: 'localhost', ...this.#ports };
  }

  /** @param users localparts, each with the password `soak`; while the server is stopped */
  async addAccounts(users) {
    const csv = join(this.folder, 'accounts.csv');
    writeFileSync(csv, `jid,password\n${users.map((user) => `${user}@localhost,soak`).join('\n')}\n`);
    const importing = spawn(process.execPath, [join(DIST, 'ctl/src/main.js'), 'account', 'import', csv], {
      env: this.env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    importing.stderr.on('data', (text) => (said += text));
    const [code] = await once(importing, 'close');
    if (code !== 0) throw new Error(`the accounts could not be imported: ${said}`);
  }

  /**
   * Starts it, at the same ports as before; answers how long it took to be ready, ms; undefined when it ended first.
   * @param fault where it kills itself, as fault-point.mjs reads it; null: without that in it
   */
  async start(fault = null) {
    const begun = now();
    const child = spawn(
      process.execPath,
      [...(fault === null ? [] : ['--import', FAULT_POINT]), join(DIST, 'server/src/main.js')],
      {
        env: {
          ...this.env,
          ...fault,
          DORMOUSE_C2S_PORT: String(this.#ports.c2s),
          DORMOUSE_HTTP_PORT: String(this.#ports.http),
        },
        cwd: this.folder,
        stdio: ['ignore', 'pipe', 'pipe', ...(fault === null ? [] : ['ipc'])],
      },
    );
    running.add(child);
    this.#child = child;
    createInterface({ input: child.stderr }).on('line', (line) => this.#read(line));
    this.#ending = once(child, 'exit').then(([code, signal]) => {
      running.delete(child);
      return { code, signal };
    });
    const ready = once(createInterface({ input: child.stdout }), 'line').then(([line]) => JSON.parse(line));
    const first = await Promise.race([ready, this.#ending]);
    if (first.ready !== true) return undefined;
    this.#ports = { c2s: first.listeners.c2s.port, http: first.listeners.http.port };
    return now() - begun;
  }

  #read(line) {
    this.log.push(line);
    this.log.splice(0, this.log.length - 50);
    // Half a batch at the end of the journal is what a kill may leave (docs/journal.md).
    if (/^{"level":[56]0/.test(line) && !line.includes('torn-tail'))
      this.faults.push(`the server's log: ${line}`);
  }

  /** Resolves `{ code, signal }` when the process has ended by whatever. */
  get ended() {
    return this.#ending;
  }

  /** @param fault `{ point, occurrence, sql }`: counts from now on, where fault-point.mjs is in it */
  async arm(fault) {
    const armed = once(this.#child, 'message');
    // One that has ended meanwhile does not answer.
    this.#child.send(fault, () => undefined);
    await armed;
  }

  kill() {
    this.#child.kill('SIGKILL');
    return this.#ending;
  }

  /** SIGTERM; an orderly end is part of what is promised. */
  async stop() {
    this.#child.kill('SIGTERM');
    const ending = await this.#ending;
    if (ending.code !== 0) this.faults.push(`SIGTERM ended the server with ${JSON.stringify(ending)}`);
    return ending;
  }

  async dispose() {
    if (running.has(this.#child)) await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { heapCensus } from './heap-census.mjs';
import { becomes } from './patience.mjs';

const DIST = join(import.meta.dirname, '../../dist/apps');

/** A server process with throw-away data, told and watched from outside as an operator would. */
export class Server {
  /** Lines of its log that report a fault of its own. */
  faults = [];
  #folder = mkdtempSync(join(tmpdir(), 'dormouse-soak-'));
  #child;

  constructor(settings) {
    const inherited = Object.entries(process.env).filter(([name]) => !/^(DORMOUSE|SMACKS|OTEL)_/.test(name));
    this.env = {
      ...Object.fromEntries(inherited),
      UV_THREADPOOL_SIZE: '16',
      DORMOUSE_DATA_DIR: join(this.#folder, 'data'),
      DORMOUSE_C2S_PORT: '0',
      DORMOUSE_C2S_TLS_PORT: '0',
      DORMOUSE_HTTP_PORT: '0',
      DORMOUSE_C2S_ALLOW_PLAINTEXT: 'true',
      DORMOUSE_LOG_LEVEL: 'error',
      // As much memory as it may have is used whatever happens, and would hide what should not be there.
      DORMOUSE_TELEMETRY_RING_BYTES: '65536',
      ...settings,
    };
  }

  get pid() {
    return this.#child.pid;
  }

  /** @param users localparts, each with the password `soak` */
  async start(users) {
    const csv = join(this.#folder, 'accounts.csv');
    writeFileSync(csv, `jid,password\n${users.map((user) => `${user}@localhost,soak`).join('\n')}\n`);
    const importing = spawn(process.execPath, [join(DIST, 'ctl/src/main.js'), 'account', 'import', csv], {
      env: this.env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    importing.stderr.on('data', (text) => (said += text));
    const [code] = await once(importing, 'close');
    if (code !== 0) throw new Error(`the accounts could not be imported: ${said}`);
    this.#child = spawn(
      process.execPath,
      ['--heapsnapshot-signal=SIGUSR2', `--diagnostic-dir=${this.#folder}`, join(DIST, 'server/src/main.js')],
      { env: this.env, cwd: this.#folder, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    createInterface({ input: this.#child.stderr }).on('line', (line) => {
      if (/^{"level":[56]0/.test(line)) this.faults.push(`the server's log: ${line}`);
    });
    const ended = once(this.#child, 'exit').then(([exit]) => {
      this.faults.push(`the server ended with ${exit}`);
      return [undefined];
    });
    const [line] = await Promise.race([once(createInterface({ input: this.#child.stdout }), 'line'), ended]);
    if (line === undefined) throw new Error('the server did not start');
    const { listeners } = JSON.parse(line);
    this.address = { host: '127.0.0.1', c2s: listeners.c2s.port, http: listeners.http.port };
  }

  /** One call to the admin API through the control socket. */
  control(method, path, body) {
    return this.#call(
      { socketPath: join(this.env.DORMOUSE_DATA_DIR, 'control.sock') },
      method,
      `/api/v1${path}`,
      body,
    );
  }

  async overview() {
    return (await this.control('GET', '/overview')).body;
  }

  /** The value of a gauge or counter in `/metrics`, all its labels added up. */
  async metric(name) {
    const { host, http } = this.address;
    const { body } = await this.#call({ host, port: http }, 'GET', '/metrics');
    const lines = body
      .split('\n')
      .filter((line) => line.startsWith(name) && /^[{ ]/.test(line.slice(name.length)));
    if (lines.length === 0) throw new Error(`there is no metric ${name}`);
    return lines.reduce((sum, line) => sum + Number(/ ([-+.\deE]+)(?: \d+)?$/.exec(line)?.[1]), 0);
  }

  /** What is alive after a full garbage collection, which a heap snapshot begins with. */
  async heap() {
    const written = () => readdirSync(this.#folder).find((name) => name.endsWith('.heapsnapshot'));
    this.#child.kill('SIGUSR2');
    if (!(await becomes(() => written() !== undefined))) throw new Error('the server wrote no heap snapshot');
    // It is written in one go: a server that answers again has finished.
    await this.overview();
    const path = join(this.#folder, written());
    const census = heapCensus(JSON.parse(readFileSync(path, 'utf8')));
    rmSync(path);
    return census;
  }

  /** SIGTERM; answers its exit code, and removes its data. */
  async stop() {
    if (this.#child?.exitCode === null) {
      this.#child.removeAllListeners('exit');
      const ended = once(this.#child, 'exit');
      this.#child.kill('SIGTERM');
      await ended;
    }
    rmSync(this.#folder, { recursive: true, force: true });
    return this.#child?.exitCode ?? null;
  }

  #call(where, method, path, body) {
    return new Promise((resolve, reject) => {
      const call = request({
        ...where,
        method,
        path,
        headers: { 'content-type': 'application/json', 'if-match': '*' },
      });
      call.on('error', reject);
      call.on('response', (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
        response.on('end', () => {
          const json = response.headers['content-type']?.includes('json');
          resolve({ status: response.statusCode, body: json ? JSON.parse(text) : text });
        });
      });
      call.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}

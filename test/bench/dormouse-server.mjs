import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '../..');

/** Our server on free ports with throw-away data and `count` accounts u0, u1, … */
export async function startDormouse(count, env = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'dormouse-bench-'));
  const settings = {
    DORMOUSE_DATA_DIR: join(dir, 'data'),
    DORMOUSE_C2S_PORT: '0',
    DORMOUSE_C2S_TLS_PORT: '0',
    DORMOUSE_HTTP_PORT: '0',
    DORMOUSE_C2S_ALLOW_PLAINTEXT: 'true',
    DORMOUSE_LOG_LEVEL: 'error',
    SMACKS_MAX_QUEUE_STANZAS: 'none',
    SMACKS_MAX_QUEUE_BYTES: 'none',
    DORMOUSE_C2S_MAX_BYTES_PER_SECOND: 'none',
    ...env,
  };
  const csv = join(dir, 'accounts.csv');
  writeFileSync(
    csv,
    `jid,password\n${Array.from({ length: count }, (_, i) => `u${i}@localhost,secret`).join('\n')}\n`,
  );
  const environment = { ...process.env, ...settings };
  const importing = spawn(
    process.execPath,
    [join(root, 'dist/apps/ctl/src/main.js'), 'account', 'import', csv],
    {
      env: environment,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const [code] = await once(importing, 'exit');
  if (code !== 0) throw new Error('account import failed');
  let { child, readyMs, port, httpPort, recovery } = await launch(environment);
  return {
    name: 'Dormouse',
    dataDir: settings.DORMOUSE_DATA_DIR,
    get pid() {
      return child.pid;
    },
    get readyMs() {
      return readyMs;
    },
    /** What reading the journal back took at the last start, wall and CPU, ms; undefined where nobody came back or the log is quieter than `info`. */
    get recovery() {
      return recovery;
    },
    /** Of the dashboard, the API and `/metrics`. */
    get httpPort() {
      return httpPort;
    },
    address: { host: '127.0.0.1', port, domain: 'localhost' },
    /** `kill -9`, and up again on the same port and data. */
    crash: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
      ({ child, readyMs, httpPort, recovery } = await launch({
        ...environment,
        DORMOUSE_C2S_PORT: String(port),
      }));
    },
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** `readyMs`: from the start of the process to its ready line. */
async function launch(env) {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [join(root, 'dist/apps/server/src/main.js')], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let recovery;
  createInterface(child.stderr).on('line', (text) => {
    const { recovery_ms: ms, recovery_cpu_ms: cpuMs } = text.includes('recovery_ms') ? JSON.parse(text) : {};
    if (ms !== undefined) recovery = { ms, cpuMs };
  });
  const [line] = await once(createInterface(child.stdout), 'line');
  const { listeners } = JSON.parse(line);
  return {
    child,
    readyMs: performance.now() - startedAt,
    port: listeners.c2s.port,
    httpPort: listeners.http.port,
    recovery,
  };
}

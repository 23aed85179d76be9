// A server for the demo: its own temporary folder, free ports, a dashboard password of its own.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/apps/server/src/main.js', import.meta.url));

/** One call to the admin API through the server's unix socket, as the operator CLI does it. */
function control(folder, method, path, body) {
  return new Promise((resolve, reject) => {
    const call = request(
      {
        socketPath: join(folder, 'control.sock'),
        method,
        path: `/api/v1${path}`,
        headers: { 'content-type': 'application/json' },
      },
      (response) => {
        response.resume();
        response.on('end', () =>
          response.statusCode < 300 ? resolve() : reject(new Error(`${path}: HTTP ${response.statusCode}`)),
        );
      },
    );
    call.on('error', reject);
    call.end(JSON.stringify(body));
  });
}

/**
 * Starts the server with `folder` as its data directory and waits until it is ready.
 * Answers its ready line, the dashboard password, `addAccount`, `ended` (a promise of the exit code) and `stop`.
 */
export async function startServer(folder, settings) {
  const password = randomBytes(9).toString('base64url');
  const child = spawn(process.execPath, [MAIN], {
    cwd: folder,
    env: {
      ...Object.fromEntries(
        Object.entries(process.env).filter(([name]) => !/^(DORMOUSE|SMACKS)_/.test(name)),
      ),
      DORMOUSE_DATA_DIR: folder,
      DORMOUSE_C2S_PORT: '0',
      DORMOUSE_C2S_TLS_PORT: '0',
      DORMOUSE_HTTP_PORT: '0',
      DORMOUSE_LOG_LEVEL: 'warn',
      DORMOUSE_ADMIN_PASSWORD: password,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    log.push(line);
    if (log.length > 30) log.shift();
  });
  const ended = once(child, 'close').then(([code]) => code);
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([text]) => text),
    ended.then(() => undefined),
  ]);
  if (line === undefined) throw new Error(`The server did not start:\n${log.join('\n')}`);
  return {
    ready: JSON.parse(line),
    password,
    log,
    ended,
    addAccount: (jid, secret) => control(folder, 'POST', '/accounts', { jid, password: secret }),
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

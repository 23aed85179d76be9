// `npm run demo`: a server with throw-away data, and people on real clients who chat and lose their network.
// Runs until Ctrl-C, or `--for SECONDS`.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startServer } from './demo/server.mjs';

const NAMES = ['romeo', 'juliet', 'mercutio', 'benvolio', 'nurse', 'tybalt'];
/** Short, so that the countdown can be watched and somebody comes too late soon. */
const HIBERNATION_SECONDS = 20;

function readSeconds() {
  try {
    const { values } = parseArgs({ options: { for: { type: 'string' } } });
    if (values.for === undefined) return undefined;
    const seconds = Number(values.for);
    if (seconds > 0) return seconds;
  } catch {
    // The usage line below says what is understood.
  }
  console.error('Usage: npm run demo -- [--for SECONDS]');
  process.exit(2);
}

const seconds = readSeconds();
const folder = mkdtempSync(join(tmpdir(), 'dormouse-demo-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const asked = new Promise((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, resolve);
});

async function run() {
  console.log('Starting a server with data that will be thrown away …');
  const server = await startServer(folder, { SMACKS_HIBERNATION_TIME: String(HIBERNATION_SECONDS) });
  const password = randomBytes(9).toString('base64url');
  await Promise.all(NAMES.map((name) => server.addAccount(`${name}@localhost`, password)));
  const { listeners } = server.ready;
  console.log(`
  Dashboard   http://127.0.0.1:${listeners.http.port}/
  sign in as  admin
  password    ${server.password}

  XMPP        127.0.0.1:${listeners.c2s.port} (STARTTLS), 127.0.0.1:${listeners.c2sTls.port} (TLS)
  accounts    ${NAMES.map((name) => `${name}@localhost`).join(', ')}
  password    ${password}

  A session without a connection sleeps for ${HIBERNATION_SECONDS} s here. ${
    seconds === undefined ? 'Ctrl-C ends the demo.' : `The demo ends after ${seconds} s.`
  }
`);

  const cast = spawn(
    process.execPath,
    [
      fileURLToPath(new URL('./demo/cast.mjs', import.meta.url)),
      JSON.stringify({ names: NAMES, password, listeners, hibernationSeconds: HIBERNATION_SECONDS }),
    ],
    {
      // The server's certificate is self-signed and these clients talk to loopback only.
      env: { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_NO_WARNINGS: '1' },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  const castEnded = once(cast, 'close').then(() => 'The clients have ended.');
  const died = server.ended.then(() => `The server has ended:\n${server.log.join('\n')}`);
  let timer;
  const over = new Promise((resolve) => {
    if (seconds !== undefined) timer = setTimeout(resolve, seconds * 1000);
  });
  const trouble = await Promise.race([asked.then(() => undefined), over, castEnded, died]);
  clearTimeout(timer);
  if (typeof trouble === 'string') console.error(trouble);
  else console.log('\nEnding the demo and removing its data …');
  cast.kill('SIGTERM');
  await castEnded;
  await server.stop();
  return typeof trouble === 'string' ? 1 : 0;
}

try {
  process.exitCode = await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
process.exit();

/**
 * `npm run dev`: the compiler watches, the server restarts on what it wrote, and Vite serves the dashboard with its requests
 * passed on to the server. Ctrl-C ends all of them; so does the end of any.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { inRoot, root } from './setup/paths.mjs';

/** How long children may take to end before they are killed: the server has 10 s for its sessions. */
const GRACE = 12_000;

const server = inRoot('dist/apps/server/src/main.js');
const children = new Map();
let ending = false;

function run(name, args, options = {}) {
  // A group of its own: Ctrl-C reaches only us, and each child is told once, in order.
  const child = spawn(process.execPath, args, {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });
  children.set(name, child);
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream.setEncoding('utf8').on('data', (chunk) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) process.stdout.write(`${name.padEnd(9)} | ${line}\n`);
    });
  }
  child.on('exit', (code) => {
    children.delete(name);
    if (!ending) {
      process.stdout.write(`${name} ended (${code}); stopping the others\n`);
      end(code ?? 1);
    }
    if (children.size === 0) process.exit();
  });
  return child;
}

function signal(child, name) {
  try {
    process.kill(-child.pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function end(code) {
  if (ending) return;
  ending = true;
  process.exitCode = code;
  for (const child of children.values()) signal(child, 'SIGTERM');
  setTimeout(() => {
    for (const child of children.values()) signal(child, 'SIGKILL');
  }, GRACE).unref();
}

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => end(0));

const compiler = run('compiler', [
  inRoot('node_modules/typescript/bin/tsc'),
  ...['-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'],
]);

run('dashboard', [inRoot('node_modules/vite/bin/vite.js'), 'dashboard', '--clearScreen', 'false']);

// The server starts when the compiler has finished once; from then on node itself restarts it when its files change.
let compiled = '';
compiler.stdout.on('data', function wait(chunk) {
  compiled += chunk;
  if (!/Watching for file changes/.test(compiled) || !existsSync(server) || ending) return;
  compiler.stdout.off('data', wait);
  run('server', ['--enable-source-maps', '--watch', '--watch-preserve-output', server]);
});

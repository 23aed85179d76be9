/**
 * Loaded into a server before the server itself (`node --import`): brings misfortune from outside of its code, when told
 * over a socket in its working folder. Each command answers when it has taken effect.
 */
import fs from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { createServer } from 'node:net';
import { join, sep } from 'node:path';

/** A slow disk's write, ms; a step that keeps the event loop busy, ms, and how many there are. */
const SLOW_WRITE = 80;
const BUSY = 150;
const STEPS = 10;

let disk = 'well';
let databaseStuck = false;
let later = 0;

function keepBusy(ms) {
  const until = now() + ms;
  while (now() < until);
}

// --- time that passes in an instant

const now = performance.now.bind(performance);
const date = Date.now;
performance.now = () => now() + later;
Date.now = () => date() + later;

// --- the journal's files

const FOLDER = `${sep}journal${sep}`;
const journal = new Set();
const { openSync, writeSync } = fs;
const full = () => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });

fs.openSync = (path, flags, ...rest) => {
  const ours = String(path).includes(FOLDER);
  if (ours && disk === 'full' && String(flags).includes('w')) throw full();
  const descriptor = openSync(path, flags, ...rest);
  if (ours) journal.add(descriptor);
  else journal.delete(descriptor);
  return descriptor;
};
fs.writeSync = (file, ...rest) => {
  if (journal.has(file)) {
    if (disk === 'full') throw full();
    if (disk === 'slow') keepBusy(SLOW_WRITE);
  }
  return writeSync(file, ...rest);
};
syncBuiltinESMExports();

// --- the database: while it is stuck nothing that would change it comes to an end

const CHANGES = /^\s*(begin|insert|update|delete|replace|with)\b/i;

const { Database } = createRequire(import.meta.url)('sqlite3');
for (const method of ['all', 'get', 'run', 'exec']) {
  const original = Database.prototype[method];
  Database.prototype[method] = function (sql, ...rest) {
    return databaseStuck && CHANGES.test(sql) ? this : original.call(this, sql, ...rest);
  };
}

const commands = {
  'the disk is full': async () => {
    disk = 'full';
  },
  'the disk is slow': async () => {
    disk = 'slow';
  },
  'the database is stuck': async () => {
    databaseStuck = true;
  },
  'the loop is busy': async () => {
    for (let step = 0; step < STEPS; step++) {
      keepBusy(BUSY);
      // One turn between two steps, so that whoever watches the loop sees each.
      await new Promise((resolve) => setTimeout(resolve));
    }
  },
  'a minute passes': async () => {
    later += 61_000;
  },
  'two hours pass': async () => {
    later += 7_200_000;
  },
};

const path = join(process.cwd(), 'misfortune.sock');
// One that was killed leaves it behind.
if (fs.existsSync(path)) fs.unlinkSync(path);
createServer((socket) => {
  socket.on('error', () => undefined);
  socket.on('data', async (command) => {
    await commands[String(command)]();
    socket.end('done');
  });
})
  .listen(path)
  .unref();

// Loaded into a server process before the server itself (`node --import`): counts the work that only its inside shows,
// and makes one iq handler wait, as one that reads a database before it writes would. Asked over a socket in the
// server's working folder.
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import { SoftwareVersion } from '../../dist/libs/im/src/version/version.js';

let statements = [];
let derivations = 0;
let holding = false;
const held = [];

for (const method of ['all', 'get', 'run', 'each', 'exec', 'prepare']) {
  const original = sqlite3.Database.prototype[method];
  sqlite3.Database.prototype[method] = function (sql, ...rest) {
    statements.push(String(sql));
    return original.call(this, sql, ...rest);
  };
}

const { pbkdf2 } = crypto;
crypto.pbkdf2 = (...args) => {
  derivations += 1;
  return pbkdf2(...args);
};
syncBuiltinESMExports();

const { version } = SoftwareVersion.prototype;
SoftwareVersion.prototype.version = function (...args) {
  const answer = version.apply(this, args);
  return holding ? new Promise((resolve) => held.push(() => resolve(answer))) : answer;
};

const commands = {
  /** Statements and key derivations since this was asked last. */
  work: () => {
    const done = { statements, derivations };
    statements = [];
    derivations = 0;
    return done;
  },
  /** From now on the handler of jabber:iq:version waits; answers how many wait already. */
  hold: () => {
    holding = true;
    return held.length;
  },
  /** The handler that has waited longest goes on; answers how many still wait. */
  release: () => {
    held.shift()?.();
    return held.length;
  },
};

createServer((socket) => {
  socket.on('error', () => undefined);
  socket.on('data', (command) => socket.end(JSON.stringify(commands[String(command)]())));
})
  .listen(join(process.cwd(), 'probe.sock'))
  .unref();

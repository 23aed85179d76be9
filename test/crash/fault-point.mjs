/**
 * Loaded before the server (`node --import`): kills the process at one point of its work, from outside of its code. SIGKILL
 * to oneself takes effect before the call returns, so nothing is flushed, closed or said any more.
 *
 * Which point, and at which time it is passed, is told by the message `{ point, occurrence, sql }`, from which on it counts
 * (answered by `armed`), or by CRASH_POINT, CRASH_OCCURRENCE and CRASH_SQL, which count from the start. The points:
 *
 *   read before | after        a chunk with a message was read; all that it causes at once has been done
 *   append before | half | after   a batch of the journal; half of its bytes are in the file
 *   sync before | after        the wait for the disk's confirmation
 *   message | answer | resumed, each before | after   a write to a socket with a stanza, an `<a/>`, `<resumed/>` in it
 *   query before               SQL that `sql` matches, whatever it does
 *   statement before, commit after   SQL that changes something and that `sql` matches; its transaction is over and nobody knows it yet
 *   file before                anything that makes, changes or removes a file of the journal
 */
import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { sep } from 'node:path';
import { Writable } from 'node:stream';

let point = process.env.CRASH_POINT;
let left = Number(process.env.CRASH_OCCURRENCE ?? 1);
let sql = new RegExp(process.env.CRASH_SQL ?? '.', 'i');

process.on('message', (order) => {
  point = order.point;
  left = order.occurrence;
  sql = new RegExp(order.sql ?? '.', 'i');
  process.send('armed');
});
process.channel?.unref();

function pass(name) {
  if (name === point && --left === 0) process.kill(process.pid, 'SIGKILL');
}

// --- the journal's files

const FOLDER = `${sep}journal${sep}`;
const descriptors = new Set();
const isJournal = (file) =>
  typeof file === 'number' ? descriptors.has(file) : `${file}${sep}`.includes(FOLDER);

const openSync = fs.openSync;
fs.openSync = (path, flags, ...rest) => {
  const ours = isJournal(path);
  if (ours && flags !== 'r' && flags !== fs.constants.O_RDONLY) pass('file before');
  const descriptor = openSync(path, flags, ...rest);
  if (ours) descriptors.add(descriptor);
  else descriptors.delete(descriptor);
  return descriptor;
};

for (const name of [
  'copyFileSync',
  'ftruncateSync',
  'mkdirSync',
  'renameSync',
  'rmSync',
  'truncateSync',
  'unlinkSync',
  'writeFileSync',
]) {
  const original = fs[name];
  fs[name] = (file, ...rest) => {
    if (isJournal(file)) pass('file before');
    return original(file, ...rest);
  };
}

const writeSync = fs.writeSync;
fs.writeSync = (file, data, ...rest) => {
  if (!isJournal(file)) return writeSync(file, data, ...rest);
  pass('file before');
  pass('append before');
  if (point === 'append half' && left === 1) writeHalf(file, data, ...rest);
  pass('append half');
  const written = writeSync(file, data, ...rest);
  pass('append after');
  return written;
};

function writeHalf(file, data, offset = 0, length = data.length - offset, position = null) {
  writeSync(file, data, offset, length >> 1, position);
}

for (const name of ['fdatasync', 'fsync']) {
  const original = fs[name];
  fs[name] = (file, done) => {
    if (!isJournal(file)) return original(file, done);
    pass('sync before');
    return original(file, (...outcome) => {
      pass('sync after');
      done(...outcome);
    });
  };
}
syncBuiltinESMExports();

// --- connections of clients; pipes and the control socket have no remote address

const holds = (chunk, words) => typeof chunk !== 'function' && chunk.toString('latin1').includes(words);

const { emit } = EventEmitter.prototype;
net.Socket.prototype.emit = function (name, chunk, ...rest) {
  const ours = name === 'data' && this.remoteAddress !== undefined && holds(chunk, '<message');
  if (ours) pass('read before');
  const heard = emit.call(this, name, chunk, ...rest);
  if (ours) pass('read after');
  return heard;
};

const WORDS = { message: '<message', answer: '<a xmlns', resumed: '<resumed' };

const { write } = Writable.prototype;
net.Socket.prototype.write = function (chunk, ...rest) {
  const found =
    this.remoteAddress === undefined ? [] : Object.keys(WORDS).filter((name) => holds(chunk, WORDS[name]));
  for (const name of found) pass(`${name} before`);
  const room = write.call(this, chunk, ...rest);
  for (const name of found) pass(`${name} after`);
  return room;
};

// --- the database

const { Database } = createRequire(import.meta.url)('sqlite3');
for (const name of ['all', 'exec', 'get', 'run']) {
  const original = Database.prototype[name];
  Database.prototype[name] = function (statement, ...rest) {
    if (sql.test(statement)) pass('query before');
    if (!sql.test(statement) || !/^\s*(insert|update|delete|replace|with)\b/i.test(statement))
      return original.call(this, statement, ...rest);
    pass('statement before');
    const done = rest.at(-1);
    if (typeof done === 'function')
      rest[rest.length - 1] = function (...outcome) {
        pass('commit after');
        // The statement itself is `this` there, with what it changed.
        return done.apply(this, outcome);
      };
    return original.call(this, statement, ...rest);
  };
}

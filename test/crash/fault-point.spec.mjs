import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const FAULT_POINT = join(import.meta.dirname, 'fault-point.mjs');
const ROOT = join(import.meta.dirname, '../..');

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dormouse-fault-point-'));
  mkdirSync(join(folder, 'journal'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program that is killed at the point; answers what it had printed. */
async function killedAt(point, occurrence, program, { sql = '.' } = {}) {
  const child = spawn(
    process.execPath,
    ['--import', FAULT_POINT, '--input-type=module', '-e', program, '--', folder],
    {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        CRASH_POINT: point,
        CRASH_OCCURRENCE: String(occurrence),
        CRASH_SQL: sql,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let said = '';
  child.stdout.on('data', (text) => (said = `${said}${text}`));
  const [, signal] = await once(child, 'close');
  expect(signal).toBe('SIGKILL');
  return said;
}

it.each([
  ['append before', 2, 'first '],
  ['append half', 2, 'first sec'],
  ['append after', 2, 'first second'],
  ['sync before', 1, 'first second'],
  ['sync after', 1, 'first second'],
  // Each file is made, and each time a batch is written it is changed.
  ['file before', 1, null],
  ['file before', 2, ''],
])('%s, the %d. time, leaves of the journal what was there then', async (point, occurrence, left) => {
  await killedAt(
    point,
    occurrence,
    `import { fdatasync, openSync, writeSync } from 'node:fs';
     const aside = openSync(process.argv[1] + '/other', 'w');
     writeSync(aside, 'not the journal');
     fdatasync(aside, () => {
       const file = openSync(process.argv[1] + '/journal/1', 'wx');
       writeSync(file, Buffer.from('first '), 0, 6, 0);
       writeSync(file, Buffer.from('second'), 0, 6, 6);
       fdatasync(file, () => undefined);
     });`,
  );
  const found = () => readFileSync(join(folder, 'journal/1'), 'utf8');
  if (left === null) expect(found).toThrow('ENOENT');
  else expect(found()).toBe(left);
  expect(readFileSync(join(folder, 'other'), 'utf8')).toBe('not the journal');
});

it.each([
  ['statement before', 2, 'one'],
  ['commit after', 2, 'one,two'],
])('%s, the %d. time, leaves in the database what was committed then', async (point, occurrence, left) => {
  const open = `import sqlite3 from 'sqlite3'; const db = new sqlite3.Database(process.argv[1] + '/db');`;
  const said = await killedAt(
    point,
    occurrence,
    `${open}
     db.run('CREATE TABLE notes (text)', () =>
       db.run("INSERT INTO notes VALUES ('one')", () =>
         db.run("INSERT INTO notes VALUES ('two')", () => console.log('told'))));`,
    { sql: 'notes' },
  );
  expect(said).toBe('');
  const reader = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `${open} db.all('SELECT text FROM notes', (_, rows) => console.log(rows.map((row) => row.text).join()))`,
      '--',
      folder,
    ],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [text] = await once(reader.stdout, 'data');
  expect(String(text).trim()).toBe(left);
});

it.each([
  ['read before', 1, '', ''],
  ['read after', 1, '<message/>', ''],
  ['message before', 1, '<message/>', ''],
  ['message after', 1, '<message/>', '<message/>'],
  ['answer before', 1, '<message/>', '<message/>'],
  ['answer after', 1, '<message/>', '<message/><a xmlns="sm"/>'],
])(
  '%s, the %d. time: the program has read "%s" and the peer "%s"',
  async (point, occurrence, read, heard) => {
    let text = '';
    const peer = createServer((socket) => {
      socket.on('data', (chunk) => (text = `${text}${chunk}`));
      socket.on('error', () => undefined);
      socket.write('<message/>');
    }).listen(0, '127.0.0.1');
    await once(peer, 'listening');
    const closed = once(peer, 'connection').then(([socket]) => once(socket, 'close'));
    const said = await killedAt(
      point,
      occurrence,
      `import { connect } from 'node:net';
     import { writeSync } from 'node:fs';
     const socket = connect(${peer.address().port}, '127.0.0.1');
     socket.on('data', (chunk) => {
       writeSync(1, String(chunk));
       setImmediate(() => { socket.write('<message/>'); socket.write('<a xmlns="sm"/>'); });
     });`,
    );
    await closed;
    peer.close();
    expect(said).toBe(read);
    expect(text).toBe(heard);
  },
);

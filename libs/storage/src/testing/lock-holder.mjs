// A process that holds the lock of the directory in its first argument until it is killed. Plain JavaScript, so that Node
// starts it from the sources.
import { writeFileSync } from 'node:fs';
import sqlite3 from 'sqlite3';

const [dir] = process.argv.slice(2);
const database = new sqlite3.Database(`${dir}/dormouse.lock`);
database.run('BEGIN EXCLUSIVE', (error) => {
  if (error) throw error;
  writeFileSync(`${dir}/dormouse.pid`, `${process.pid}\n`);
  process.stdout.write('held\n');
  setInterval(() => database, 60_000);
});

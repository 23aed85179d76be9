import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { inRoot } from './paths.mjs';

const path = inRoot('.cache', 'setup.lock');
const LOOK_EVERY = 250;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** The pid that holds the lock; undefined when nobody does. */
function holder() {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

// Written whole under another name and linked into place, so that nobody ever reads a lock without its pid.
function tryTake() {
  const own = `${path}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

// Two that wait may both find the holder dead. A rename takes the lock away once; whoever finds that he took a living
// one's lock puts it back.
function clearDead() {
  const aside = `${path}.${process.pid}.dead`;
  try {
    renameSync(path, aside);
    if (isAlive(Number(readFileSync(aside, 'utf8')))) linkSync(aside, path);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Runs `work` while no other set-up of this checkout does; waits for one that runs, and takes over from one that died. */
export async function withLock(progress, work) {
  mkdirSync(inRoot('.cache'), { recursive: true });
  let told = false;
  while (!tryTake()) {
    const pid = holder();
    if (pid === undefined) continue;
    if (!isAlive(pid)) {
      clearDead();
      continue;
    }
    if (!told) progress.say(`waiting for another set-up of this checkout (pid ${pid})`);
    told = true;
    await delay(LOOK_EVERY);
  }
  const release = () => rmSync(path, { force: true });
  process.on('exit', release);
  try {
    await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/**
 * Makes a checkout runnable: packages installed, server and dashboard built, each only when stale. Needs Node alone.
 * Says what it does on stderr, so that the stdout of `npm start` carries the ready line only.
 *
 *   --install-only  packages, no build     --quiet  say nothing unless something takes time
 */
import { pathToFileURL } from 'node:url';
import { buildAll } from './setup/build.mjs';
import { installPackages } from './setup/install.mjs';
import { withLock } from './setup/lock.mjs';
import { Progress } from './setup/progress.mjs';

import { SetupError } from './setup/setup-error.mjs';

/** The oldest Node the dependencies run on. */
const OLDEST = [20, 19];

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  throw new SetupError(
    `Dormouse needs Node ${OLDEST.join('.')} or newer; this is ${process.versions.node}. Install a current Node and try again.`,
  );
}

/** @param {{ installOnly?: boolean, quiet?: boolean }} options */
export async function setUp({ installOnly = false, quiet = false } = {}) {
  checkNode();
  const progress = new Progress(quiet);
  await withLock(progress, async () => {
    await installPackages(progress);
    if (!installOnly) await buildAll(progress);
  });
  progress.finish();
}

/** Runs the set-up; where it fails, says why in plain words and ends the process with 1. */
export async function setUpOrExit(options) {
  try {
    await setUp(options);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`\n${error.message}\n`);
    process.exit(1);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await setUpOrExit({
    installOnly: process.argv.includes('--install-only'),
    quiet: process.argv.includes('--quiet'),
  });
}

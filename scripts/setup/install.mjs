import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { runChild } from './child.mjs';
import { inRoot } from './paths.mjs';
import { SetupError } from './setup-error.mjs';

const lockfile = inRoot('package-lock.json');
const stamp = inRoot('node_modules', '.dormouse-install');
const binding = inRoot('node_modules', 'sqlite3', 'build', 'Release', 'node_sqlite3.node');

/** What the installed packages belong to: this lockfile on this platform. */
function wanted() {
  const hash = createHash('sha256').update(readFileSync(lockfile)).digest('hex');
  return `${hash} ${process.platform} ${process.arch}\n`;
}

const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);

/** Whether somebody already installed exactly these packages by hand: npm leaves a lockfile of what is there. */
function installedByHand() {
  const hidden = read(inRoot('node_modules', '.package-lock.json'));
  if (hidden === undefined) return false;
  const present = JSON.parse(hidden).packages;
  const required = Object.entries(JSON.parse(readFileSync(lockfile, 'utf8')).packages);
  return required.every(
    ([path, entry]) =>
      path === '' || entry.optional || entry.devOptional || present[path]?.version === entry.version,
  );
}

function npm() {
  const own = process.env.npm_execpath;
  return own !== undefined && basename(own).startsWith('npm') ? [process.execPath, own] : ['npm'];
}

// --no-save installs what package-lock.json says and leaves it as it is. `npm ci` would refuse the lockfile where a registry
// does not carry the binaries of every platform (they are optional). Install scripts are left out: the only one that is
// needed runs below, where it can be watched, and npm 10, which does not know allowScripts, runs no other either. Errors
// only: npm would warn that Nest's code generators and file-type ask for a newer Node. Generators are not used at run time;
// file-type is loaded by one upload pipe that Dormouse does not use, and works on Node 20 all the same.
const INSTALL = [
  'install',
  '--no-save',
  '--include=dev',
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
];

/** Installs the packages of package-lock.json unless they are there already, and sqlite3's native part with them. */
export async function installPackages(progress) {
  const target = wanted();
  if (read(stamp) !== target && !installedByHand()) {
    await progress.step('installing packages (npm; the first time it has to download them)', () =>
      runChild([...npm(), ...INSTALL], { failure: 'npm install failed' }),
    );
  }
  if (!existsSync(binding)) await buildBinding(progress);
  if (read(stamp) !== target) writeFileSync(stamp, target);
}

const COMPILING =
  'compiling sqlite3 from source: its prebuilt binary could not be fetched; this takes about two minutes, once';

async function buildBinding(progress) {
  try {
    await progress.step('fetching the prebuilt binary of sqlite3', async (note) => {
      let compiling = false;
      const onLine = (line) => {
        if (compiling || !/\bgyp\b|^make\b|^\s*(CC|CXX)\(/.test(line)) return;
        compiling = true;
        note(COMPILING);
      };
      const command = [...npm(), 'rebuild', 'sqlite3', '--foreground-scripts', '--ignore-scripts=false'];
      await runChild(command, { failure: 'building sqlite3 failed', onLine });
    });
  } catch (error) {
    throw missingTools() ?? error;
  }
  if (!existsSync(binding)) {
    throw new SetupError('sqlite3 has no native part after its build. Remove node_modules and try again.');
  }
}

/** What Debian calls each thing that node-gyp needs. */
const tools = [
  { commands: ['python3', 'python'], debian: 'python3' },
  { commands: ['make', 'gmake'], debian: 'make' },
  { commands: ['g++', 'c++', 'clang++'], debian: 'g++' },
];

const runs = (command) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;

function missingTools() {
  const missing = tools.filter(({ commands }) => !commands.some(runs)).map(({ debian }) => debian);
  if (missing.length === 0) return undefined;
  return new SetupError(
    `sqlite3 has to be compiled, since its prebuilt binary could not be fetched, and the tools for that are missing.\n` +
      `On Debian or Ubuntu: sudo apt-get install -y ${missing.join(' ')}\nThen run the same command again.`,
  );
}

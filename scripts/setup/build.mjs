import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runChild } from './child.mjs';
import { inRoot, root } from './paths.mjs';

const bin = (...path) => [process.execPath, inRoot('node_modules', ...path)];

/** What is built: from which files, into what, by which command. `output` proves that a build is there at all. */
const targets = [
  {
    name: 'server',
    title: 'building the server (tsc; once after each change)',
    inputs: [
      'apps',
      'libs',
      'package.json',
      'package-lock.json',
      'tsconfig.base.json',
      'tsconfig.build.json',
    ],
    output: 'dist/apps/server/src/main.js',
    command: [...bin('typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json'],
    // tsc writes nothing where it believes to have written it all before.
    before: () => rmSync(inRoot('dist', '.tsbuildinfo'), { force: true }),
  },
  {
    name: 'dashboard',
    title: 'building the dashboard (vite; once after each change)',
    inputs: ['dashboard', 'libs/contracts', 'package.json', 'package-lock.json'],
    output: 'dist/dashboard/index.html',
    command: [...bin('vite', 'bin', 'vite.js'), 'build', 'dashboard', '--logLevel', 'warn'],
    before: () => undefined,
  },
];

const isInput = (name) => !/\.spec\.tsx?$|^\.|^node_modules$|^dist$/.test(name);

function* files(path) {
  if (!existsSync(path)) return;
  const entries = readdirSync(path, { withFileTypes: true }).filter((entry) => isInput(entry.name));
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) yield* files(child);
    else yield child;
  }
}

/** A hash over names and contents: a checkout of another branch and back is no change. */
function fingerprint(inputs) {
  const hash = createHash('sha256');
  for (const input of inputs) {
    const path = inRoot(input);
    for (const file of input.endsWith('.json') ? [path] : files(path)) {
      hash
        .update(`${relative(root, file)}\0`)
        .update(readFileSync(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

/** Builds what changed since its last build. */
export async function buildAll(progress) {
  for (const target of targets) {
    const stamp = inRoot('dist', `.setup-${target.name}`);
    const print = fingerprint(target.inputs);
    const there = existsSync(inRoot(target.output));
    if (there && existsSync(stamp) && readFileSync(stamp, 'utf8') === print) continue;
    if (!there) target.before();
    await progress.step(target.title, () =>
      runChild(target.command, { failure: `building the ${target.name} failed` }),
    );
    mkdirSync(inRoot('dist'), { recursive: true });
    writeFileSync(stamp, print);
  }
}

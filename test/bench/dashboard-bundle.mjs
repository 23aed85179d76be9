/** What JavaScript a visit to a page of the dashboard loads, from the manifest of its build. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const ENTRY = 'index.html';
const SHELL = 'src/app/shell.tsx';
const built = join(import.meta.dirname, '../../dist/dashboard');

/** The chunks of the last build by their source. */
export const readManifest = () => JSON.parse(readFileSync(join(built, '.vite/manifest.json'), 'utf8'));

/** The sources of what the router loads when it is first gone to: a page each. */
export const pageSources = (manifest) =>
  manifest[ENTRY].dynamicImports.filter((source) => /^src\/features\/.*\.tsx$/.test(source));

/** `sources` and all that they import before they can run. */
function closure(manifest, sources, found = new Set()) {
  for (const source of sources)
    if (!found.has(source)) {
      found.add(source);
      closure(manifest, manifest[source].imports ?? [], found);
    }
  return found;
}

const gzipBytes = (file) => gzipSync(readFileSync(join(built, file)), { level: 9 }).length;

const bytesOf = (manifest, sources) =>
  sources.reduce((sum, source) => sum + gzipBytes(manifest[source].file), 0);

/** What a page adds to the frame around it. */
export function pageBytes(manifest, page) {
  const frame = closure(manifest, [ENTRY, SHELL]);
  const own = [...closure(manifest, [page])].filter((source) => !frame.has(source));
  return bytesOf(manifest, own);
}

const pageNamed = (manifest, name) => pageSources(manifest).find((source) => source.endsWith(`/${name}.tsx`));

/** Bytes after gzip of all that must be there before somebody who has yet to sign in sees the page; `lazily` are what it then asks for by itself. */
export function visitBytes(manifest, page, lazily = []) {
  const sources = closure(manifest, [ENTRY, pageNamed(manifest, 'sign-in-page'), SHELL, page, ...lazily]);
  return bytesOf(manifest, [...sources]);
}

/** What the first visit loads: it begins at the overview, whose charts come once the rest of it stands. */
export function firstLoadBytes(manifest) {
  const overview = pageNamed(manifest, 'overview-page');
  return visitBytes(manifest, overview, manifest[overview].dynamicImports ?? []);
}

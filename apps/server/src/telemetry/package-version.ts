import { readFileSync } from 'node:fs';

/** The version in Dormouse's `package.json`, which lies above both the sources and the built files. */
export function packageVersion(from: string = import.meta.url): string {
  for (let folder = new URL('.', from); ; folder = new URL('..', folder)) {
    try {
      const found = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as Record<
        string,
        unknown
      >;
      if (found['name'] === 'dormouse' && typeof found['version'] === 'string') return found['version'];
    } catch {
      // Not in this folder.
    }
    if (new URL('..', folder).href === folder.href) return 'unknown';
  }
}

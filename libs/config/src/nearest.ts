import { environmentName } from './option.js';
import { isOptionName, type OptionName, optionNames } from './options.js';

/** Levenshtein distance: single-character insertions, deletions and replacements. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/** The option most likely meant by an unknown key, however the key was spelt: `DORMOUSE_SMACKS_…`, `dormouse_domain`, a typo. */
export function nearestOption(key: string): OptionName {
  const name = key
    .toLowerCase()
    .replace(/-/g, '_')
    .replace(/^dormouse_/, '');
  if (isOptionName(name)) return name;
  return optionNames.reduce((best, candidate) =>
    editDistance(name, candidate) < editDistance(name, best) ? candidate : best,
  );
}

/** The same as it would be written in the environment. */
export const nearestVariable = (key: string): string => environmentName(nearestOption(key));

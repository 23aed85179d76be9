/** Levenshtein distance without regard to case. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1]?.toLowerCase() === b[j - 1]?.toLowerCase();
      next.push(Math.min((row[j - 1] ?? 0) + (same ? 0 : 1), (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The word most likely meant; null where none is near, or there are none. What is long is no word that somebody mistyped. */
export function nearestOf(typed: string, words: readonly string[]): string | null {
  if (typed.length > 40) return null;
  let best: { word: string; far: number } | undefined;
  for (const word of words) {
    const far = word.toLowerCase().startsWith(typed.toLowerCase()) ? 1 : distance(typed, word);
    if (best === undefined || far < best.far) best = { word, far };
  }
  return best !== undefined && best.far <= Math.max(2, typed.length / 2) ? best.word : null;
}

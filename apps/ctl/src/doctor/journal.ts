import type { JournalView } from '#contracts';
import { duration, plural, size } from '../output/words.js';
import type { Finding } from './finding.js';

/** The running server's session journal. */
export function checkJournal(journal: JournalView): Finding {
  const check = 'journal';
  const { bytes, segments, quarantined, strainedSince, strainedReason } = journal;
  if (strainedSince !== null) {
    const since = duration(Date.now() - strainedSince);
    const words = `cannot be written for ${since}: ${strainedReason ?? 'no reason given'}. Free some space; the server goes on by itself`;
    return { check, state: 'problem', words };
  }
  const words = `${size(bytes)} in ${plural(segments, 'file')}`;
  if (quarantined === 0) return { check, state: 'ok', words };
  const aside = `${plural(quarantined, 'damaged file')} ${quarantined === 1 ? 'was' : 'were'} set aside in journal/quarantine: look at the log of that start, then remove ${quarantined === 1 ? 'it' : 'them'}`;
  return { check, state: 'note', words: `${words}; ${aside}` };
}

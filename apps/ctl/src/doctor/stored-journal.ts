import { existsSync } from 'node:fs';
import { type InspectedPart, inspectJournal, JournalError, NodeDisk } from '#journal';
import { plural } from '../output/words.js';
import type { Finding } from './finding.js';

type Totals = Extract<InspectedPart, { part: 'totals' }>;

/** The journal of a stopped server: what the next start would find, without touching it. */
export function checkStoredJournal(folder: string): Finding {
  const check = 'journal';
  if (!existsSync(folder)) return { check, state: 'note', words: 'will be made at the first start' };
  try {
    for (const part of inspectJournal(new NodeDisk(folder), { bodies: false })) {
      if (part.part === 'totals') return { check, ...judge(part) };
    }
  } catch (error) {
    if (error instanceof JournalError || (error as NodeJS.ErrnoException).code !== undefined) {
      return { check, state: 'problem', words: (error as Error).message };
    }
    throw error;
  }
  return { check, state: 'ok', words: 'empty' };
}

/** A torn tail is what a crash leaves, and no loss; anything else is a disk or a person. */
function judge({ sessions, doubtful, stanzas, damage }: Totals): Omit<Finding, 'check'> {
  const words = `${plural(sessions, 'session')} with ${plural(stanzas, 'stanza')} would come back`;
  const [worst] = [...damage].sort((a, b) => Number(a.kind === 'torn-tail') - Number(b.kind === 'torn-tail'));
  if (worst === undefined) return { state: 'ok', words };
  const where = `${worst.file} at ${worst.offset}`;
  if (worst.kind === 'torn-tail')
    return { state: 'note', words: `${words}; cut off in ${where}, as a crash leaves it` };
  return {
    state: 'problem',
    words: `damaged in ${where}: ${worst.detail} ${words}, ${doubtful} of them doubtful, which would end. Look at the disk; the start sets a copy aside`,
  };
}

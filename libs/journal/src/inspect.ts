import type { JournalDamage } from '#ports';
import type { DecodedEntry } from './decoded-entry.js';
import { decodeEntries } from './entry-decoder.js';
import { checksumSeed, FRAME_BYTES, HEADER_BYTES, type SegmentHeader } from './format.js';
import type { JournalDisk } from './journal-disk.js';
import { recover } from './recovery.js';
import { type Stretch, scanSegment } from './segment-scan.js';
import { survey } from './survey.js';

/** What a journal's files say, in the order of its bytes; `totals` last. */
export type InspectedPart =
  | {
      readonly part: 'segment';
      readonly file: string;
      readonly bytes: number;
      readonly header: SegmentHeader | null;
    }
  | {
      readonly part: 'batch';
      readonly file: string;
      readonly offset: number;
      readonly batch: number;
      /** ms since the epoch */
      readonly at: number;
      readonly confirmed: number;
      /** Bodies are null unless they were asked for. */
      readonly entries: readonly InspectedEntry[];
    }
  | { readonly part: 'no batch'; readonly file: string; readonly offset: number; readonly bytes: number }
  | {
      readonly part: 'totals';
      readonly batches: number;
      readonly sessions: number;
      readonly doubtful: number;
      /** In queues, behind a predecessor, and owed a fate. */
      readonly stanzas: number;
      readonly intents: number;
      readonly lastBatchAt: number | null;
      readonly damage: readonly JournalDamage[];
    };

/** An entry as it is on disk; what users wrote is null unless it was asked for. */
export type InspectedEntry = Readonly<Record<string, unknown>> & {
  readonly kind: DecodedEntry['kind'] | 'unreadable';
};

/**
 * Reads a journal without changing it, also while a server writes to it: its last batch may then look torn. Throws
 * `JournalError` for a newer format.
 * @param bodies whether to show what users wrote: stanzas and the rows of stores
 */
export function* inspectJournal(
  disk: JournalDisk,
  { bodies }: { readonly bodies: boolean },
): Generator<InspectedPart, void, undefined> {
  for (const { name: file, number, header } of survey(disk).segments) {
    const bytes = disk.read(file);
    yield { part: 'segment', file, bytes: bytes.length, header: header ?? null };
    for (const stretch of scanSegment(bytes, HEADER_BYTES, checksumSeed(number))) {
      const { offset } = stretch;
      if (stretch.kind === 'bad') {
        yield { part: 'no batch', file, offset, bytes: stretch.end - offset };
        continue;
      }
      const { batch, at, confirmed } = stretch;
      yield { part: 'batch', file, offset, batch, at, confirmed, entries: entriesOf(bytes, stretch, bodies) };
    }
  }
  const { state, batches, crashedAt, damage } = recover(disk);
  const sessions = state.sessions();
  yield {
    part: 'totals',
    batches,
    sessions: sessions.length,
    doubtful: sessions.filter(({ doubtful }) => doubtful).length,
    stanzas: sessions.reduce(
      (sum, { queue, held, owed }) => sum + queue.length + held.length + owed.length,
      0,
    ),
    intents: state.intents().length,
    lastBatchAt: crashedAt,
    damage,
  };
}

function entriesOf(
  bytes: Buffer,
  { offset, end, at }: Extract<Stretch, { kind: 'frame' }>,
  bodies: boolean,
): InspectedEntry[] {
  try {
    const entries = decodeEntries(bytes, offset + FRAME_BYTES, end, at);
    return bodies ? entries.map((entry) => ({ ...entry })) : entries.map(withoutBodies);
  } catch (error) {
    return [{ kind: 'unreadable', why: error instanceof Error ? error.message : String(error) }];
  }
}

function withoutBodies(entry: DecodedEntry): InspectedEntry {
  if (entry.kind === 'stanza') return { ...entry, stanza: { ...entry.stanza, xml: null } };
  if (entry.kind === 'intent') return { ...entry, intent: { ...entry.intent, json: null } };
  return { ...entry };
}

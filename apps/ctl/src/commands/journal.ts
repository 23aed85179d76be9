import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { type InspectedEntry, type InspectedPart, inspectJournal, JournalError, NodeDisk } from '#journal';
import { CommandError } from '../command-error.js';
import { plural } from '../output/words.js';
import { print } from '../terminal.js';
import type { CommandContext } from './context.js';

export function addJournalCommands(program: Command, context: CommandContext): void {
  const { stdout } = context.terminal;
  program
    .command('journal')
    .description('look into the session journal')
    .command('inspect')
    .description(
      'print what the journal holds, batch by batch; changes nothing, whether the server runs or not',
    )
    .option('--bodies', 'with what users wrote: stanzas, and the rows of stores')
    .option('--json', 'as one JSON object a line')
    .action(({ bodies = false, json = false }: { bodies?: boolean; json?: boolean }) => {
      const folder = join(context.settings().dataDir, 'journal');
      if (!existsSync(folder)) throw new CommandError(`There is no journal: ${folder} does not exist.`);
      let damaged = 0;
      try {
        for (const part of inspectJournal(new NodeDisk(folder), { bodies })) {
          print(stdout, json ? JSON.stringify(part) : lines(part));
          if (part.part === 'totals') damaged = part.damage.length;
        }
      } catch (error) {
        if (error instanceof JournalError || (error as NodeJS.ErrnoException).code !== undefined) {
          throw new CommandError((error as Error).message);
        }
        throw error;
      }
      if (damaged > 0) throw new CommandError(`${plural(damaged, 'damaged place')} found.`);
    });
}

const time = (at: number): string => new Date(at).toISOString();

function lines(part: InspectedPart): string {
  switch (part.part) {
    case 'segment': {
      const { header } = part;
      if (header === null) return `${part.file}: ${part.bytes} bytes, its header is damaged`;
      return `${part.file}: ${part.bytes} bytes, begun ${time(header.at)}, from batch ${header.firstBatch}, oldest needed ${header.floor}`;
    }
    case 'batch': {
      const head = `  ${part.offset} batch ${part.batch} ${time(part.at)}`;
      return [
        part.entries.length === 0 ? `${head} (nothing but the time)` : head,
        ...part.entries.map(words),
      ].join('\n');
    }
    case 'no batch':
      return `  ${part.offset} ${part.bytes} bytes that are no batch`;
    case 'totals': {
      const { batches, sessions, doubtful, stanzas, intents, lastBatchAt, damage } = part;
      const last = lastBatchAt === null ? '' : `, the last at ${time(lastBatchAt)}`;
      const would = `Would come back: ${plural(sessions, 'session')} (${doubtful} doubtful) with ${plural(stanzas, 'stanza')}, ${plural(intents, 'intent')}.`;
      const broken = damage.map(
        (one) => `DAMAGE ${one.file} at ${one.offset}, ${one.bytes} bytes, ${one.kind}: ${one.detail}`,
      );
      return [`${batches} ${batches === 1 ? 'batch' : 'batches'}${last}.`, would, ...broken].join('\n');
    }
  }
}

/** One line whatever it holds: strings are quoted as JSON, so nothing in them moves the cursor. */
function words({ kind, ...rest }: InspectedEntry): string {
  return `    ${kind} ${JSON.stringify(rest)}`;
}

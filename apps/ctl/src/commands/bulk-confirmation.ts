import { createInterface } from 'node:readline/promises';
import { CommandError, exitCodes, UsageError } from '../command-error.js';
import type { Terminal } from '../terminal.js';

/** The count as a person typed it, or a script said it. @throws {CommandError} when it is not that of the preview */
export async function confirmCount(
  { stdin, stderr }: Terminal,
  count: number,
  given: number | undefined,
): Promise<number> {
  const confirmed = given ?? (await typed());
  if (confirmed === count) return count;
  throw new CommandError(`It is about ${count}, not ${confirmed}; nothing was done.`, exitCodes.conflict);

  async function typed(): Promise<number> {
    if (!stdin.isTTY) throw new UsageError(`Say --confirm ${count} to do it.`);
    const lines = createInterface({ input: stdin, output: stderr });
    try {
      return Number.parseInt(await lines.question('Type the count to go on: '), 10);
    } finally {
      lines.close();
    }
  }
}

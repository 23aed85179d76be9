import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { CommandError } from '../command-error.js';
import { importAccounts } from '../import/account-import.js';
import { type BadLine, readAccountLines } from '../import/account-lines.js';
import { derivationsInFlight, unusablePasswords } from '../import/key-derivation.js';
import { startProgress } from '../output/progress.js';
import { plural } from '../output/words.js';
import { print } from '../terminal.js';
import type { CommandContext, Shown } from './context.js';
import { leaf } from './leaf.js';

export function addAccountImport(account: Command, context: CommandContext): void {
  const { terminal } = context;
  leaf(account, 'import <file>', 'add accounts from a CSV file with the header jid,password')
    .option(
      '--skip-bad-lines',
      'report bad lines and import the others; without it, a bad line stops everything',
    )
    .action((file: string, options: Shown & { skipBadLines?: boolean }) =>
      context.withBackend(
        async (backend) => {
          const text = await readText(resolve(terminal.cwd, file));
          const { accounts, bad } = readAccountLines(text, backend.domain);
          const unusable = await unusablePasswords(accounts);
          const problems = [...bad, ...unusable].sort((a, b) => a.line - b.line);
          for (const { line, problem } of problems) print(terminal.stderr, `${file}:${line}: ${problem}`);
          if (problems.length > 0 && !options.skipBadLines) {
            throw new CommandError(`${plural(problems.length, 'bad line')}: nothing was imported.`);
          }

          const good = without(accounts, unusable);
          const { added, existing } = await importAccounts(good, backend, {
            inFlight: derivationsInFlight(terminal.env),
            progress: startProgress(terminal, good.length),
          });
          for (const { line, jid } of existing) {
            print(terminal.stderr, `${file}:${line}: ${jid} exists already and was left as it is`);
          }
          context.answer(
            options,
            { added, existing: existing.map(({ line, jid }) => ({ line, jid })), bad: problems },
            () =>
              `Added ${plural(added, 'account')}; ${existing.length} existed already, ${plural(problems.length, 'bad line')}.`,
          );
          if (problems.length > 0)
            throw new CommandError('Not everything was imported: see the bad lines above.');
        },
        { create: true },
      ),
    );
}

const without = <T extends BadLine | { line: number }>(lines: readonly T[], bad: readonly BadLine[]): T[] => {
  const spoilt = new Set(bad.map(({ line }) => line));
  return lines.filter(({ line }) => !spoilt.has(line));
};

async function readText(path: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (error) {
    const why =
      error instanceof TypeError ? 'it is not UTF-8 text' : String((error as NodeJS.ErrnoException).code);
    throw new CommandError(`Cannot read ${path}: ${why}.`);
  }
}

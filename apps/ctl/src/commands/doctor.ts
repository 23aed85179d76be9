import type { Command } from 'commander';
import { CommandError } from '../command-error.js';
import { diagnose } from '../doctor/diagnosis.js';
import { plural } from '../output/words.js';
import { print } from '../terminal.js';
import type { CommandContext } from './context.js';

const marks = { ok: 'ok      ', note: 'note    ', problem: 'PROBLEM ' } as const;

export function addDoctor(program: Command, context: CommandContext): void {
  const { stdout } = context.terminal;
  program
    .command('doctor')
    .description('check configuration, data directory, database, ports and server; changes nothing')
    .option('--json', 'as one JSON array')
    .action(async ({ json }: { json?: boolean }) => {
      const findings = await diagnose(context.terminal, context.globalOptions);
      if (json) print(stdout, JSON.stringify(findings, null, 2));
      else for (const { check, state, words } of findings) print(stdout, `${marks[state]}${check}: ${words}`);
      const problems = findings.filter(({ state }) => state === 'problem').length;
      if (problems > 0) throw new CommandError(`${plural(problems, 'problem')} found.`);
    });
}

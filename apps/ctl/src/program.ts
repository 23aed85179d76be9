import { Command } from 'commander';
import { addAccountCommands } from './commands/account.js';
import { addBackupCommands } from './commands/backup.js';
import { CommandContext } from './commands/context.js';
import { addDoctor } from './commands/doctor.js';
import { addJournalCommands } from './commands/journal.js';
import { addLimitsCommands } from './commands/limits.js';
import { addOperatorCommands } from './commands/operator.js';
import { addSessionCommands } from './commands/session.js';
import type { Terminal } from './terminal.js';

const footer = `
While the server runs, commands reach it through control.sock in the data directory; while it is stopped, they work on the
data directory itself. Exit codes: 0 done, 1 failed, 2 called wrongly, 3 needs a running server, 4 no such thing, 5 in
another state (or changed by somebody meanwhile), 6 not allowed, 7 done in part.`;

/** The command line, bound to a terminal. Commander's own exits become exceptions: see run.ts. */
export function buildProgram(terminal: Terminal): Command {
  const program = new Command('dormouse');
  const context = new CommandContext(terminal, program);
  // Before the subcommands, which inherit it.
  program.exitOverride().configureOutput({
    writeOut: (text) => terminal.stdout.write(text),
    writeErr: (text) => terminal.stderr.write(text),
    // A mistyped --pasword=… would be quoted with its value.
    outputError: (text, write) => write(text.replace(/(--[^\s=']+=)[^\n]*/g, '$1…')),
  });
  program
    .description('Operate a Dormouse XMPP server.')
    .option('--config <file>', 'configuration file (default: DORMOUSE_CONFIG, or dormouse.yaml here)')
    .option('--data-dir <dir>', 'data directory (default: the configured one)')
    .showSuggestionAfterError()
    .addHelpText('after', footer);
  addAccountCommands(program, context);
  addSessionCommands(program, context);
  addLimitsCommands(program, context);
  addOperatorCommands(program, context);
  addJournalCommands(program, context);
  addBackupCommands(program, context);
  addDoctor(program, context);
  return program;
}

import { Command } from 'commander';
import { addAccessCommands } from './commands/access.js';
import { addAccountCommands } from './commands/account.js';
import { addAuditCommands } from './commands/audit.js';
import { addBackupCommands } from './commands/backup.js';
import { addBulkCommands } from './commands/bulk.js';
import { addCompletionCommands } from './commands/completion.js';
import { CommandContext } from './commands/context.js';
import { addDoctor } from './commands/doctor.js';
import { addEventCommands } from './commands/event.js';
import { addJournalCommands } from './commands/journal.js';
import { addLimitsCommands } from './commands/limits.js';
import { addNodeCommands } from './commands/node.js';
import { addOldSessionCommands } from './commands/old-session.js';
import { addOperatorCommands } from './commands/operator.js';
import { addSessionCommands } from './commands/session.js';
import { addSettingCommands } from './commands/setting.js';
import { addTracingCommands } from './commands/tracing.js';
import { addUserCommands } from './commands/user.js';
import { addWatchCommands } from './commands/watch.js';
import type { Terminal } from './terminal.js';

const footer = `
While the server runs, commands reach it through control.sock in the data directory; while it is stopped, they work on the
data directory itself. Servers elsewhere are reached with --url and an API key. Exit codes: 0 done, 1 failed, 2 called wrongly, 3 needs a running server, 4 no such thing, 5 in
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
    .option('--url <url>', 'a server elsewhere, with an API key (default: DORMOUSE_URL)')
    .option(
      '--key <key>',
      'the API key (better: DORMOUSE_API_KEY, which other users of the machine do not see)',
    )
    .showSuggestionAfterError()
    .addHelpText('after', footer);
  addAccountCommands(program, context);
  addSessionCommands(program, context);
  addOldSessionCommands(program, context);
  addBulkCommands(program, context);
  addUserCommands(program, context);
  addLimitsCommands(program, context);
  addSettingCommands(program, context);
  addEventCommands(program, context);
  addWatchCommands(program, context);
  addNodeCommands(program, context);
  addOperatorCommands(program, context);
  addAccessCommands(program, context);
  addAuditCommands(program, context);
  addTracingCommands(program, context);
  addJournalCommands(program, context);
  addBackupCommands(program, context);
  addDoctor(program, context);
  addCompletionCommands(program, context);
  return program;
}

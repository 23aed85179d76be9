import type { Command } from 'commander';
import { UsageError } from '../command-error.js';
import { askPassword } from '../password.js';
import { print } from '../terminal.js';
import type { CommandContext } from './context.js';

/** What the configuration asks of `admin_password`. */
const MIN_LENGTH = 8;

export function addOperatorCommands(program: Command, context: CommandContext): void {
  program
    .command('operator')
    .description('dashboard accounts')
    .command('passwd [username]')
    .description(
      'set the password of a dashboard account ("admin" unless named); it is signed out everywhere',
    )
    .option('--password <password>', 'the password; without it, it is asked for, or read from standard input')
    .action((username = 'admin', options: { password?: string }) =>
      context.withBackend(
        async (backend) => {
          const password = await askPassword(context.terminal, options.password, username);
          if (password.length < MIN_LENGTH) {
            throw new UsageError(
              `The password of a dashboard account has at least ${MIN_LENGTH} characters.`,
            );
          }
          await backend.setOperatorPassword(username, password);
          print(context.terminal.stdout, `Changed the dashboard password of ${username}.`);
        },
        { create: true },
      ),
    );
}

import type { Command } from 'commander';
import { everyPage } from '../backend/every-page.js';
import { table } from '../output/table.js';
import { instant } from '../output/words.js';
import { ownJidArgument } from '../own-jid.js';
import { askPassword } from '../password.js';
import { print } from '../terminal.js';
import { addAccountImport } from './account-import.js';
import { wholeNumber } from './argument.js';
import type { CommandContext } from './context.js';

const passwordWords = 'the password; without it, it is asked for, or read from standard input';

export function addAccountCommands(program: Command, context: CommandContext): void {
  const account = program.command('account').description('XMPP accounts');
  const say = (line: string) => print(context.terminal.stdout, line);

  account
    .command('add <jid>')
    .description('add an account')
    .option('--password <password>', passwordWords)
    .action((text: string, options: { password?: string }) =>
      context.withBackend(
        async (backend) => {
          const jid = ownJidArgument(text, backend.domain);
          await backend.addAccount(jid, await askPassword(context.terminal, options.password, jid));
          say(`Added ${jid}.`);
        },
        { create: true },
      ),
    );

  account
    .command('passwd <jid>')
    .description('set the password of an account; its sessions end')
    .option('--password <password>', passwordWords)
    .action((text: string, options: { password?: string }) =>
      context.withBackend(async (backend) => {
        const jid = ownJidArgument(text, backend.domain);
        await backend.setPassword(jid, await askPassword(context.terminal, options.password, jid));
        say(`Changed the password of ${jid}.`);
      }),
    );

  account
    .command('remove <jid>')
    .description('remove an account with its limits; its sessions end')
    .action((text: string) =>
      context.withBackend(async (backend) => {
        const jid = ownJidArgument(text, backend.domain);
        await backend.removeAccount(jid);
        say(`Removed ${jid}.`);
      }),
    );

  for (const [name, disabled, does] of [
    ['disable', true, 'refuse logins of an account; its sessions end'],
    ['enable', false, 'let a disabled account log in again'],
  ] as const) {
    account
      .command(`${name} <jid>`)
      .description(does)
      .action((text: string) =>
        context.withBackend(async (backend) => {
          const jid = ownJidArgument(text, backend.domain);
          await backend.setDisabled(jid, disabled);
          say(`${disabled ? 'Disabled' : 'Enabled'} ${jid}.`);
        }),
      );
  }

  account
    .command('list')
    .description('list accounts by JID')
    .option('--search <text>', 'only those whose JID contains this')
    .option('--limit <number>', 'at most so many', wholeNumber(1))
    .option('--json', 'as one JSON array')
    .action(({ search, limit, json }: { search?: string; limit?: number; json?: boolean }) =>
      context.withBackend(async (backend) => {
        const filter = search === undefined ? {} : { search };
        const items = await everyPage((request) => backend.accounts({ ...request, ...filter }), limit);
        if (json) return say(JSON.stringify(items, null, 2));
        say(
          table(
            ['JID', 'STATE', 'CREATED', 'LAST LOGIN'],
            items.map((item) => [
              item.jid,
              item.disabled ? 'disabled' : 'enabled',
              instant(item.createdAt),
              instant(item.lastLoginAt),
            ]),
          ),
        );
      }),
    );

  addAccountImport(account, context);
}

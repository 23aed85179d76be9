import type { Command } from 'commander';
import { everyPage } from '../backend/every-page.js';
import { instant } from '../output/words.js';
import { ownJidArgument } from '../own-jid.js';
import { askPassword } from '../password.js';
import { addAccountImport } from './account-import.js';
import { wholeNumber } from './argument.js';
import type { CommandContext, Shown } from './context.js';
import { leaf } from './leaf.js';

const passwordWords = 'the password; without it, it is asked for, or read from standard input';

export function addAccountCommands(program: Command, context: CommandContext): void {
  const account = program.command('account').description('XMPP accounts');

  leaf(account, 'add <jid>', 'add an account')
    .option('--password <password>', passwordWords)
    .action((text: string, { password, ...options }: Shown & { password?: string }) =>
      context.withBackend(
        async (backend) => {
          const jid = ownJidArgument(text, backend.domain);
          await backend.addAccount(jid, await askPassword(context.terminal, password, jid));
          context.answer(options, undefined, () => `Added ${jid}.`);
        },
        { create: true },
      ),
    );

  leaf(account, 'passwd <jid>', 'set the password of an account; its sessions end')
    .option('--password <password>', passwordWords)
    .action((text: string, { password, ...options }: Shown & { password?: string }) =>
      context.withBackend(async (backend) => {
        const jid = ownJidArgument(text, backend.domain);
        await backend.setPassword(jid, await askPassword(context.terminal, password, jid));
        context.answer(options, undefined, () => `Changed the password of ${jid}.`);
      }),
    );

  leaf(account, 'remove <jid>', 'remove an account with its limits; its sessions end').action(
    (text: string, options: Shown) =>
      context.withBackend(async (backend) => {
        const jid = ownJidArgument(text, backend.domain);
        await backend.removeAccount(jid);
        context.answer(options, undefined, () => `Removed ${jid}.`);
      }),
  );

  for (const [name, disabled, does] of [
    ['disable', true, 'refuse logins of an account; its sessions end'],
    ['enable', false, 'let a disabled account log in again'],
  ] as const) {
    leaf(account, `${name} <jid>`, does).action((text: string, options: Shown) =>
      context.withBackend(async (backend) => {
        const jid = ownJidArgument(text, backend.domain);
        await backend.setDisabled(jid, disabled);
        context.answer(options, undefined, () => `${disabled ? 'Disabled' : 'Enabled'} ${jid}.`);
      }),
    );
  }

  leaf(account, 'list', 'list accounts by JID')
    .option('--search <text>', 'only those whose JID contains this')
    .option('--limit <number>', 'at most so many', wholeNumber(1))
    .action(({ search, limit, ...options }: Shown & { search?: string; limit?: number }) =>
      context.withBackend(async (backend) => {
        const filter = search === undefined ? {} : { search };
        const items = await everyPage((request) => backend.accounts({ ...request, ...filter }), limit);
        context.answer(options, items, () =>
          context.table(
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

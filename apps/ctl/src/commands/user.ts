import { type Command, Option } from 'commander';
import { routes, type UserQuery, userListing } from '#contracts';
import { everyPage } from '../backend/every-page.js';
import { bound } from '../output/words.js';
import { wholeNumber } from './argument.js';
import type { CommandContext, Shown } from './context.js';
import { leaf } from './leaf.js';

interface ListOptions extends Shown {
  readonly filter?: string[];
  readonly sort?: UserQuery['sort'];
  readonly limit?: number;
}

export function addUserCommands(program: Command, context: CommandContext): void {
  const user = program.command('user').description('users and what they use of their limits');

  leaf(user, 'list', 'list users that have sessions, old sessions or limits of their own')
    .option('--filter <condition...>', 'only those with e.g. hibernatingUse>=0.8, overrides>0')
    .addOption(new Option('--sort <field>', 'order; -field for the largest first').choices(userListing.sorts))
    .option('--limit <number>', 'at most so many', wholeNumber(1))
    .action(({ filter, sort, limit, ...options }: ListOptions) =>
      context.show(
        options,
        (server) =>
          everyPage((page) => server.call(routes.users.list, { query: { ...page, filter, sort } }), limit),
        (items) =>
          context.table(
            ['USER', 'CONNECTED', 'ASLEEP', 'OLD', 'UNACKED', 'PRESSURE', 'OWN LIMITS', 'EVICTIONS'],
            items.map((one) => [
              one.user,
              String(one.connected),
              `${one.hibernating}/${bound(one.hibernatingLimit)}`,
              `${one.old}/${bound(one.oldLimit)}`,
              String(one.unacked),
              one.pressure === null ? '-' : `${Math.round(one.pressure * 100)} %`,
              String(one.overrides),
              String(one.evictions),
            ]),
          ),
      ),
    );
}

import { type Command, Option } from 'commander';
import { type OldSessionQuery, oldSessionListing, routes } from '#contracts';
import { everyPage } from '../backend/every-page.js';
import { instant, plural } from '../output/words.js';
import { wholeNumber } from './argument.js';
import type { CommandContext, Shown } from './context.js';
import { leaf } from './leaf.js';

interface ListOptions extends Shown {
  readonly filter?: string[];
  readonly sort?: OldSessionQuery['sort'];
  readonly limit: number;
}

export function addOldSessionCommands(program: Command, context: CommandContext): void {
  const old = program.command('old').description('ended sessions of which only h is remembered');

  leaf(old, 'list', 'list them, newest first')
    .option('--filter <condition...>', 'only those with e.g. user=romeo@localhost, reason=expired')
    .addOption(new Option('--sort <field>', 'order').choices(oldSessionListing.sorts))
    .option('--limit <number>', 'at most so many', wholeNumber(1), 500)
    .action(({ filter, sort, limit, ...options }: ListOptions) =>
      context.show(
        options,
        (server) =>
          everyPage(
            (page) => server.call(routes.oldSessions.list, { query: { ...page, filter, sort } }),
            limit,
          ),
        (items) =>
          context.table(
            ['ID', 'USER', 'RESOURCE', 'H', 'ENDED', 'REASON'],
            items.map((one) => [
              one.id,
              one.user,
              one.resource,
              String(one.h),
              instant(one.endedAt),
              one.reason,
            ]),
          ),
      ),
    );

  leaf(old, 'forget <id>', 'a late resume is then told nothing').action((id: string, options: Shown) =>
    context.show(
      options,
      (server) => server.call(routes.oldSessions.forget, { path: { id } }),
      () => `Forgot session ${id}.`,
    ),
  );

  leaf(old, 'forget-all <jid>', 'the same for all of a user').action((jid: string, options: Shown) =>
    context.show(
      options,
      (server) => server.call(routes.oldSessions.forgetAllOf, { path: { jid } }),
      ({ forgotten }) => `Forgot ${plural(forgotten, 'session')} of ${jid}.`,
    ),
  );
}

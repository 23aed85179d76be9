import { type Command, Option } from 'commander';
import { type EventKind, type EventView, eventKinds, routes } from '#contracts';
import { eventHeading, eventRow } from '../output/event-row.js';
import { moment, wholeNumber } from './argument.js';
import type { CommandContext, Shown } from './context.js';
import { leaf } from './leaf.js';

interface Filter {
  readonly session?: string;
  readonly user?: string;
  readonly kind?: EventKind[];
  readonly reason?: string;
}

interface ListOptions extends Filter, Shown {
  readonly from?: number;
  readonly to?: number;
  readonly limit: number;
  readonly follow?: boolean;
}

export const filteringEvents = (command: Command): Command =>
  command
    .option('--session <id>', 'only of this session')
    .option('--user <jid>', 'only of this user')
    .addOption(new Option('--kind <kind...>', 'only these').choices(eventKinds))
    .option('--reason <reason>', 'only with this reason');

export function addEventCommands(program: Command, context: CommandContext): void {
  filteringEvents(leaf(program, 'events', 'what happened to sessions, newest first'))
    .option('--from <time>', 'not before: ISO 8601, or -2h', moment)
    .option('--to <time>', 'not after', moment)
    .option('--limit <number>', 'at most so many', wholeNumber(1), 100)
    .option('--follow', 'from now on, oldest first, until Ctrl-C; with --json one object a line')
    .option('--updates <number>', 'with --follow: end after so many', wholeNumber(1))
    .action(async ({ follow, limit, from, to, ...options }: ListOptions & { updates?: number }) => {
      const { json, updates, ...filter } = options;
      if (follow) {
        const { followEvents } = await import('../watch/follow-events.js');
        return followEvents(context, { filter, json: json ?? false, updates });
      }
      return context.show(
        { ...(json && { json }) },
        async (server) => {
          const items: EventView[] = [];
          let after: string | undefined;
          while (items.length < limit) {
            const query = { ...filter, from, to, after, limit: Math.min(500, limit - items.length) };
            const page = await server.call(routes.events.list, { query });
            items.push(...page.items);
            if (page.next === null) break;
            after = page.next;
          }
          return items;
        },
        (items) => context.table(eventHeading, items.map(eventRow)),
      );
    });
}

import { type Command, InvalidArgumentError, Option } from 'commander';
import { type SessionSort, type SessionState, sessionListing, sessionStateSchema } from '#contracts';
import type { SessionSelection } from '../backend/backend.js';
import { everyPage } from '../backend/every-page.js';
import { table } from '../output/table.js';
import { duration, instant } from '../output/words.js';
import { print } from '../terminal.js';
import { wholeNumber } from './argument.js';
import type { CommandContext } from './context.js';

interface ListOptions {
  state?: SessionState;
  user?: string;
  backlog?: boolean;
  filter?: string[];
  sort?: SessionSort;
  limit?: number;
  json?: boolean;
}

export function addSessionCommands(program: Command, context: CommandContext): void {
  const session = program.command('session').description('sessions of a running server');
  const say = (line: string) => print(context.terminal.stdout, line);

  session
    .command('list')
    .description('list sessions')
    .addOption(new Option('--state <state>', 'only those in this state').choices(sessionStateSchema.options))
    .option('--user <text>', 'only those whose bare JID contains this')
    .option('--backlog', 'only those with unacknowledged stanzas')
    .option('--filter <condition...>', 'only those with e.g. unacked>10, timeLeft<5m, user~romeo')
    .addOption(new Option('--sort <field>', 'order; -field for the largest first').argParser(sortField))
    .option('--limit <number>', 'at most so many', wholeNumber(1))
    .option('--json', 'as one JSON array')
    .action(({ limit, json, ...options }: ListOptions) =>
      context.withBackend(async (backend) => {
        const wanted = selectionOf(options);
        const items = await everyPage((request) => backend.sessions({ ...request, ...wanted }), limit);
        if (json) return say(JSON.stringify(items, null, 2));
        say(
          table(
            ['ID', 'USER', 'RESOURCE', 'STATE', 'SINCE', 'LEFT', 'UNACKED', 'IN', 'OUT', 'RESUMES'],
            items.map((item) => [
              item.id,
              item.user,
              item.resource,
              item.state,
              instant(item.since),
              item.deadline === null ? '-' : duration(item.deadline - Date.now()),
              String(item.unacked),
              String(item.hIn),
              String(item.hOut),
              String(item.resumes),
            ]),
          ),
        );
      }),
    );

  for (const [how, does, done] of [
    ['expire', 'end a hibernating session as its timer would', 'Expired'],
    ['kill', 'end any session; a live connection gets a stream error', 'Killed'],
  ] as const) {
    session
      .command(`${how} <id>`)
      .description(does)
      .requiredOption('--reason <text>', 'why, for the log and the audit trail')
      .action((id: string, { reason }: { reason: string }) =>
        context.withBackend(async (backend) => {
          await backend.endSession(how, id, reason);
          say(`${done} session ${id}.`);
        }),
      );
  }
}

/** What the options ask for, as conditions. */
function selectionOf({ state, user, backlog, filter = [], sort }: ListOptions): SessionSelection {
  const conditions = [
    ...(state === undefined ? [] : [`state=${state}`]),
    ...(user === undefined ? [] : [`user~${user}`]),
    ...(backlog ? ['unacked>0'] : []),
    ...filter,
  ];
  return { filter: conditions, ...(sort === undefined ? {} : { sort }) };
}

function sortField(text: string): SessionSort {
  const sort = sessionListing.sorts.find((known) => known === text);
  if (sort !== undefined) return sort;
  throw new InvalidArgumentError(`There are ${sessionListing.names.join(', ')}.`);
}

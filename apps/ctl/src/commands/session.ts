import { type Command, InvalidArgumentError } from 'commander';
import { routes } from '#contracts';
import { everyPage } from '../backend/every-page.js';
import { fields } from '../output/fields.js';
import { duration, size } from '../output/words.js';
import { names, wholeNumber } from './argument.js';
import type { CommandContext, Shown } from './context.js';
import { leaf } from './leaf.js';
import { addSessionActions } from './session-actions.js';
import { headingOf, rowOf, type SessionColumn, sessionColumnNames, usualColumns } from './session-columns.js';
import { type SelectionOptions, selecting, selectionOf, sorting } from './session-selection.js';

interface ListOptions extends SelectionOptions, Shown {
  readonly limit?: number;
  readonly columns?: SessionColumn[];
  readonly quiet?: boolean;
}

export function addSessionCommands(program: Command, context: CommandContext): void {
  const session = program.command('session').description('sessions of a running server');

  sorting(selecting(leaf(session, 'list', 'list sessions')))
    .option('--limit <number>', 'at most so many', wholeNumber(1))
    .option('--columns <names>', `of ${sessionColumnNames.join(',')}`, columns)
    .option('-q, --quiet', 'ids only, one a line')
    .action(({ limit, columns: chosen = [...usualColumns], quiet, ...options }: ListOptions) =>
      context.withBackend(async (backend) => {
        const wanted = selectionOf(options);
        const items = await everyPage((request) => backend.sessions({ ...request, ...wanted }), limit);
        if (quiet) {
          for (const { id } of items) context.say(id);
          return;
        }
        context.answer(options, items, () =>
          context.table(
            headingOf(chosen),
            items.map((item) => rowOf(item, chosen)),
          ),
        );
      }),
    );

  leaf(session, 'show <id>', 'everything about one session').action((id: string, options: Shown) =>
    context.show(options, (server) => server.call(routes.sessions.one, { path: { id } }), fields),
  );

  leaf(session, 'queue <id>', 'what waits for its client: kinds and sizes, never what it says')
    .option('--limit <number>', 'at most so many', wholeNumber(1))
    .action((id: string, { limit, ...options }: Shown & { limit?: number }) =>
      context.show(
        options,
        (server) =>
          everyPage(
            ({ after, ...page }) =>
              server.call(routes.sessions.queue, {
                path: { id },
                query: { ...page, after: after === undefined ? undefined : Number(after) },
              }),
            limit,
          ),
        (items) =>
          context.table(
            ['N', 'KIND', 'TYPE', 'SIZE', 'AGE', 'SENT'],
            items.map(({ n, kind, type, bytes, age, sent }) => [
              String(n),
              kind,
              type === '' ? '-' : type,
              size(bytes),
              duration(age),
              sent ? 'yes' : 'no',
            ]),
          ),
      ),
    );

  leaf(session, 'peek <id> <n>', 'read one stanza of the queue; needs the right peek, and is audited').action(
    (id: string, n: string, options: Shown) =>
      context.show(
        options,
        (server) => server.call(routes.sessions.peek, { path: { id, n } }),
        ({ xml }) => xml.replace(/[^\P{Cc}\n\t]/gu, '�'),
      ),
  );

  addSessionActions(session, context);
}

function columns(text: string): SessionColumn[] {
  return names(text).map((name) => {
    const column = sessionColumnNames.find((known) => known === name);
    if (column === undefined) throw new InvalidArgumentError(`There are ${sessionColumnNames.join(', ')}.`);
    return column;
  });
}

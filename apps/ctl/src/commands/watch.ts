import { type Command, Option } from 'commander';
import type { LiveAsk, LiveData, LiveViewName, SessionSort } from '#contracts';
import { eventHeading, eventRow } from '../output/event-row.js';
import { fields } from '../output/fields.js';
import { instant } from '../output/words.js';
import { redraw } from '../watch/screen.js';
import { wholeNumber } from './argument.js';
import type { CommandContext, Shown } from './context.js';
import { filteringEvents } from './event.js';
import { leaf } from './leaf.js';
import { headingOf, rowOf, usualColumns } from './session-columns.js';
import { type SelectionOptions, selecting, selectionOf, sorting } from './session-selection.js';

interface Watching extends Shown {
  readonly updates?: number;
}

export function addWatchCommands(program: Command, context: CommandContext): void {
  const watch = program
    .command('watch')
    .description('live views: drawn anew on a terminal, one JSON object a line otherwise; Ctrl-C ends them');
  const view = (name: string, does: string) =>
    leaf(watch, name, does).addOption(
      new Option('--updates <number>', 'end after so many').argParser(wholeNumber(1)),
    );

  view('overview', 'the figures of the first page').action((options: Watching) =>
    show({ view: 'overview' }, options, ({ overview }) => fields(overview)),
  );

  sorting(selecting(view('sessions', 'sessions')))
    .option('--limit <number>', 'rows, at most 200', wholeNumber(1), 50)
    .action(({ limit, ...options }: Watching & SelectionOptions & { limit: number }) =>
      show(
        { view: 'sessions', ...sessionAsk(options), window: { limit: Math.min(200, limit) } },
        options,
        ({ rows, total }) =>
          `${total} sessions\n${context.table(
            headingOf(usualColumns),
            rows.map((row) => rowOf(row, usualColumns)),
          )}`,
      ),
    );

  view('session <id>', 'one session and its events').action((id: string, options: Watching) =>
    show(
      { view: 'session', session: id },
      options,
      ({ session, events }) =>
        `${session === null ? `There is no session ${id}.` : fields(session)}\n\n${context.table(eventHeading, events.map(eventRow))}`,
    ),
  );

  filteringEvents(view('events', 'the last events'))
    .option('--limit <number>', 'rows, at most 200', wholeNumber(1), 50)
    .action(({ json, updates, limit, ...filter }: Watching & { limit: number }) =>
      show(
        { view: 'events', filter, limit: Math.min(200, limit) },
        { ...(json && { json }), ...(updates !== undefined && { updates }) },
        ({ events }) => context.table(eventHeading, events.map(eventRow)),
      ),
    );

  function show<V extends LiveViewName>(
    ask: LiveAsk<V>,
    { json, updates }: Watching,
    words: (data: LiveData[V]) => string,
  ): Promise<void> {
    const { terminal } = context;
    let seen = 0;
    return context.withServer(async (server) => {
      const { liveView } = await import('../watch/live-view.js');
      return liveView(context, server.connection, ask, (data, at) => {
        if (json || !terminal.stdout.isTTY) context.say(JSON.stringify({ at, ...data }));
        else redraw(terminal, `${ask.view} at ${instant(at)}\n\n${words(data)}`);
        seen += 1;
        return seen === updates;
      });
    });
  }
}

function sessionAsk(options: SelectionOptions): { filter: string[]; sort?: SessionSort } {
  const { filter, sort } = selectionOf(options);
  return { filter, ...(sort === undefined ? {} : { sort }) };
}

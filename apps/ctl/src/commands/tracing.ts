import type { Command } from 'commander';
import { routes } from '#contracts';
import { fields } from '../output/fields.js';
import { traceTree } from '../output/trace-tree.js';
import { instant } from '../output/words.js';
import { seconds, wholeNumber } from './argument.js';
import type { CommandContext, Shown } from './context.js';
import { leaf } from './leaf.js';

/** Of whom everything is recorded, and what was. */
export function addTracingCommands(program: Command, context: CommandContext): void {
  const tracing = program.command('tracing').description('users of whom everything is recorded in traces');

  leaf(tracing, 'list', 'list them').action((options: Shown) =>
    context.show(
      options,
      async (server) => (await server.call(routes.tracing.list, {})).items,
      (items) =>
        context.table(
          ['USER', 'UNTIL', 'SET BY', 'SET'],
          items.map((one) => [one.user, instant(one.until), one.setBy, instant(one.setAt)]),
        ),
    ),
  );
  leaf(tracing, 'show <jid>', 'one of them').action((jid: string, options: Shown) =>
    context.show(options, (server) => server.call(routes.tracing.show, { path: { jid } }), fields),
  );
  leaf(tracing, 'add <jid>', 'record everything of a user for a while')
    .option('--for <time>', 'how long: 30m, 2h, 1d, a week at most', seconds, 3600)
    .action((jid: string, { for: span, ...options }: Shown & { for: number }) =>
      context.show(
        options,
        (server) =>
          server.call(routes.tracing.start, { path: { jid }, body: { minutes: Math.ceil(span / 60) } }),
        ({ user, until }) => `Everything of ${user} is recorded until ${instant(until)}.`,
      ),
    );
  leaf(tracing, 'remove <jid>', 'record of a user as of everybody').action((jid: string, options: Shown) =>
    context.show(
      options,
      (server) => server.call(routes.tracing.stop, { path: { jid } }),
      () => `No more is recorded of ${jid} than of others.`,
    ),
  );

  const trace = program.command('trace').description('traces that the server remembers');
  leaf(trace, 'list', 'list them, newest first')
    .option('--session <id>', 'only those about it')
    .option('--limit <number>', 'at most so many', wholeNumber(1), 50)
    .action(({ session, limit, ...options }: Shown & { session?: string; limit: number }) =>
      context.show(
        options,
        async (server) =>
          (await server.call(routes.traces.list, { query: { session, limit: Math.min(200, limit) } })).items,
        (items) =>
          context.table(
            ['TRACE', 'NAME', 'BEGAN', 'TOOK', 'SPANS', 'FAILED'],
            items.map((one) => [
              one.traceId,
              one.name,
              instant(one.startedAt),
              `${Math.round(one.endedAt - one.startedAt)} ms`,
              String(one.spans),
              one.failed ? 'yes' : 'no',
            ]),
          ),
      ),
    );
  leaf(trace, 'show <trace>', 'the spans of one').action((traceId: string, options: Shown) =>
    context.show(options, (server) => server.call(routes.traces.one, { path: { traceId } }), traceTree),
  );
  leaf(trace, 'status', 'where traces can be read, and how many are remembered').action((options: Shown) =>
    context.show(options, (server) => server.call(routes.traces.telemetry, {}), fields),
  );
}

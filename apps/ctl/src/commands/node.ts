import type { Command } from 'commander';
import { historyFigureNames, historyQuerySchema, type NodeView, routes } from '#contracts';
import { fields } from '../output/fields.js';
import { duration, instant, size } from '../output/words.js';
import type { CommandContext, Shown } from './context.js';
import { leaf, reasoned } from './leaf.js';

/** The server as a whole, and its processes. */
export function addNodeCommands(program: Command, context: CommandContext): void {
  leaf(program, 'overview', 'the figures of the first page').action((options: Shown) =>
    context.show(options, (server) => server.call(routes.server.overview, {}), fields),
  );

  leaf(program, 'whoami', 'as whom these commands act').action((options: Shown) =>
    context.show(
      options,
      async (server) => {
        const { csrfToken: _browsersOnly, ...identity } = await server.call(routes.signIn.me, {});
        return identity;
      },
      fields,
    ),
  );

  leaf(program, 'history', 'the past of figures')
    .option('--figures <names>', `of ${historyFigureNames.join(',')}`, 'connected,hibernating')
    .option('--range <time>', 'how far back, from 5m to 7d', '1h')
    .option('--points <number>', 'at most', '60')
    .action(
      ({ figures, range, points, ...options }: Shown & Record<'figures' | 'range' | 'points', string>) =>
        context.show(
          options,
          async (server) => {
            // Spelt as in the query: the contract reads it there.
            const query = { figures, range, points } as unknown as ReturnType<
              typeof historyQuerySchema.parse
            >;
            return server.call(routes.server.history, { query });
          },
          ({ from, step, figures: past }) => {
            const shown = Object.entries(past);
            const length = shown[0]?.[1].values.length ?? 0;
            return context.table(
              ['TIME', ...shown.map(([name]) => name)],
              Array.from({ length }, (_, i) => [
                instant(from + i * step),
                ...shown.map(([, { values }]) => String(values[i] ?? '-')),
              ]),
            );
          },
        ),
    );

  const node = program.command('node').description('processes of the server');
  leaf(node, 'list', 'list them')
    .option('-q, --quiet', 'ids only, one a line')
    .action(({ quiet, ...options }: Shown & { quiet?: boolean }) =>
      context.show(
        options,
        (server) => server.call(routes.nodes.list, {}),
        ({ items }) =>
          quiet
            ? items.map(({ id }) => id).join('\n')
            : context.table(
                ['ID', 'NAME', 'STATE', 'UP', 'CONNECTED', 'ASLEEP', 'CPU', 'MEMORY'],
                items.map((one) => [
                  one.id,
                  one.name,
                  one.state,
                  duration(Date.now() - one.startedAt),
                  String(one.sessions.connected),
                  String(one.sessions.hibernating),
                  `${Math.round(one.cpu * 100)} %`,
                  size(one.rssBytes),
                ]),
              ),
      ),
    );
  leaf(node, 'show <id>', 'one of them').action((id: string, options: Shown) =>
    context.show(options, (server) => server.call(routes.nodes.one, { path: { id } }), fields),
  );
  for (const [how, does] of [
    ['drain', 'let no client in any more; what is connected and what sleeps stays'],
    ['admit', 'let clients in again'],
  ] as const) {
    reasoned(node, `${how} <id>`, does).action(
      (id: string, { reason, ...options }: Shown & { reason: string }) =>
        context.show(
          options,
          (server) => server.call(routes.nodes[how], { path: { id }, body: { reason } }),
          ({ state }: NodeView) => `Node ${id} is ${state}.`,
        ),
    );
  }
}

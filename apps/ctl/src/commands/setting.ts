import { type Command, Option } from 'commander';
import { routes, type SettingView } from '#contracts';
import type { RunningServer } from '../backend/running-server.js';
import { instant } from '../output/words.js';
import { wholeNumber } from './argument.js';
import type { CommandContext, Shown } from './context.js';
import { leaf } from './leaf.js';
import { versionWords } from './limits.js';

interface Versioned extends Shown {
  readonly ifVersion?: string;
}

const held = (value: SettingView['default']): string => {
  if (value === null) return '-';
  return value.value === null ? 'unlimited' : String(value.value);
};
const holds = ({ value, secret, set }: SettingView): string => (secret && set ? '(secret)' : held(value));

export function addSettingCommands(program: Command, context: CommandContext): void {
  const settings = program
    .command('settings')
    .description('options of the server, and changing them while it runs');

  leaf(settings, 'list', 'list every option: what holds, and where that is from')
    .addOption(
      new Option('--source <source>', 'only from there').choices([
        'default',
        'file',
        'environment',
        'runtime',
      ]),
    )
    .option('--live', 'only those that can be set while the server runs')
    .action(({ source, live, ...options }: Shown & { source?: string; live?: boolean }) =>
      context.show(
        options,
        async (server) => {
          const { items } = await server.call(routes.settings.list, {});
          return items.filter(
            (one) => (source === undefined || one.source === source) && (live !== true || one.live),
          );
        },
        (items) =>
          context.table(
            ['OPTION', 'HOLDS', 'DEFAULT', 'SOURCE', 'LIVE'],
            items.map((one) => [
              one.name,
              holds(one),
              held(one.default),
              one.source,
              one.live ? 'yes' : 'no',
            ]),
          ),
      ),
    );

  leaf(settings, 'show <option>', 'one option with what it may be').action((name: string, options: Shown) =>
    context.show(options, (server) => server.call(routes.settings.one, { path: { name } }), words),
  );

  const change = (
    command: Command,
    act: (
      server: RunningServer,
      name: string,
      headers: Record<string, string>,
      value: string,
    ) => Promise<SettingView>,
  ) =>
    command.option('--if-version <version>', versionWords).action((name: string, ...rest: unknown[]) => {
      // Commander hands over the arguments, then the options, then the command.
      const { ifVersion, ...options } = rest.at(-2) as Versioned;
      return context.show(
        options,
        async (server) =>
          act(
            server,
            name,
            await server.unchanged(routes.settings.one, { path: { name } }, ifVersion),
            String(rest[0]),
          ),
        (view) => `${name} is ${holds(view)} now, from ${view.where ?? view.source}.`,
      );
    });

  change(
    leaf(settings, 'set <option> <value>', 'at once, over file and environment, and after a restart too'),
    (server, name, headers, value) =>
      server.call(routes.settings.set, {
        path: { name },
        headers,
        body: { value: value === 'none' ? null : value },
      }),
  );
  change(leaf(settings, 'unset <option>', 'let file and environment hold again'), (server, name, headers) =>
    server.call(routes.settings.unset, { path: { name }, headers }),
  );
  change(leaf(settings, 'undo <option>', 'take the last change back'), (server, name, headers) =>
    server.call(routes.settings.undo, { path: { name }, headers }),
  );

  leaf(settings, 'history <option>', 'who set it, newest first')
    .option('--limit <number>', 'at most so many', wholeNumber(1), 50)
    .action((name: string, { limit, ...options }: Shown & { limit: number }) =>
      context.show(
        options,
        (server) =>
          server.call(routes.settings.history, { path: { name }, query: { limit: Math.min(500, limit) } }),
        ({ items }) =>
          context.table(
            ['TIME', 'BEFORE', 'AFTER', 'BY'],
            items.map((one) => [instant(one.at), held(one.before), held(one.after), one.setBy]),
          ),
      ),
    );
}

function words(view: SettingView): string {
  const set = view.setAt === null ? '' : `, set by ${view.setBy} at ${instant(view.setAt)}`;
  return [
    `${view.name} is ${holds(view)}, from ${view.where ?? view.source}${set}`,
    `  ${view.doc}`,
    `  must be ${view.allowed}; default ${view.defaultWords ?? held(view.default)}`,
    `  ${view.live ? 'can be set while the server runs' : 'takes effect at the next start only'}`,
    `  version ${view.version}`,
  ].join('\n');
}

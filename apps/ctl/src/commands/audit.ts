import { type Command, Option } from 'commander';
import { routes } from '#contracts';
import { streamTo } from '../output/stream-to.js';
import { instant } from '../output/words.js';
import { moment, wholeNumber } from './argument.js';
import type { CommandContext, Shown } from './context.js';
import { leaf } from './leaf.js';

interface Filter {
  readonly actor?: string;
  readonly action?: string;
  readonly target?: string;
  readonly result?: string;
  readonly from?: number;
  readonly to?: number;
}

const filtering = (command: Command): Command =>
  command
    .option('--actor <name>', 'who, exactly')
    .option('--action <name>', 'what, exactly, e.g. session-kill')
    .option('--target <text>', 'a part of what it was done to')
    .option('--result <text>', 'how the result begins, e.g. done')
    .option('--from <time>', 'not before: ISO 8601, or -2h', moment)
    .option('--to <time>', 'before', moment);

export function addAuditCommands(program: Command, context: CommandContext): void {
  const audit = program.command('audit').description('who did what, from where, and how it went');

  filtering(leaf(audit, 'list', 'list it, newest first'))
    .option('--limit <number>', 'at most so many', wholeNumber(1), 50)
    .action(({ json, limit, ...filter }: Shown & Filter & { limit: number }) =>
      context.show(
        { ...(json && { json }) },
        (server) => server.call(routes.audit.list, { query: { ...filter, limit: Math.min(500, limit) } }),
        ({ items }) =>
          context.table(
            ['TIME', 'WHO', 'FROM', 'ACTION', 'TARGET', 'RESULT', 'DETAIL'],
            items.map((one) => [
              instant(one.at),
              one.actor,
              one.address ?? one.via ?? '-',
              one.action,
              one.target,
              one.result,
              one.detail,
            ]),
          ),
      ),
    );

  filtering(
    audit.command('export').description('write all of it to standard output, as lines of JSON or a table'),
  )
    .addOption(new Option('--format <format>', 'how').choices(['ndjson', 'csv']).default('ndjson'))
    .action((query: Filter & { format: 'ndjson' | 'csv' }) =>
      context.withServer((server) =>
        server.stream(routes.audit.export, { query }, streamTo(context.terminal.stdout)),
      ),
    );
}

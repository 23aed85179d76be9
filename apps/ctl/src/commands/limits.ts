import { Argument, type Command } from 'commander';
import { type LimitChange, type LimitName, limitNames, type UserLimits } from '#contracts';
import { table } from '../output/table.js';
import { bound, instant, plural } from '../output/words.js';
import { ownJidArgument } from '../own-jid.js';
import { print } from '../terminal.js';
import { limitValue } from './argument.js';
import type { CommandContext } from './context.js';

export function addLimitsCommands(program: Command, context: CommandContext): void {
  const limits = program.command('limits').description('limits of one user; times are in seconds');
  const say = (line: string) => print(context.terminal.stdout, line);
  const name = () => new Argument('<limit>', 'which one').choices(limitNames);

  limits
    .command('show <jid>')
    .description('show every limit: default, own value, what holds, what is used')
    .option('--json', 'as JSON')
    .action((text: string, { json }: { json?: boolean }) =>
      context.withBackend(async (backend) => {
        const view = await backend.limits(ownJidArgument(text, backend.domain));
        say(json ? JSON.stringify(view, null, 2) : limitsTable(view));
      }),
    );

  limits
    .command('set')
    .description('give one user another value; a lowered limit acts at once')
    .argument('<jid>')
    .addArgument(name())
    .argument('<value>', 'a whole number, or none for unlimited', limitValue)
    .action((text: string, limit: LimitName, value: number | null) =>
      context.withBackend(async (backend) => {
        const change = await backend.setLimit(ownJidArgument(text, backend.domain), limit, value);
        say(`${limit} of ${change.limits.user} is ${bound(value)} now${evictions(change)}.`);
      }),
    );

  limits
    .command('clear')
    .description('let the default hold again')
    .argument('<jid>')
    .addArgument(name())
    .action((text: string, limit: LimitName) =>
      context.withBackend(async (backend) => {
        const change = await backend.clearLimit(ownJidArgument(text, backend.domain), limit);
        const fallback = change.limits.limits.find((view) => view.name === limit)?.default ?? null;
        say(`${limit} of ${change.limits.user} is the default now, ${bound(fallback)}${evictions(change)}.`);
      }),
    );
}

const evictions = ({ evicted }: LimitChange): string =>
  evicted.length === 0 ? '' : `; ${plural(evicted.length, 'session')} evicted: ${evicted.join(', ')}`;

function limitsTable({ limits }: UserLimits): string {
  return table(
    ['LIMIT', 'DEFAULT', 'OWN', 'HOLDS', 'USED', 'SET'],
    limits.map((limit) => [
      limit.name,
      bound(limit.default),
      limit.override === null ? '-' : bound(limit.override.value),
      bound(limit.effective),
      limit.current === null ? '-' : String(limit.current),
      limit.override === null ? '-' : `${instant(limit.override.setAt)} by ${limit.override.setBy}`,
    ]),
  );
}

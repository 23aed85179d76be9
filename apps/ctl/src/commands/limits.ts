import { Argument, type Command } from 'commander';
import {
  type LimitChange,
  type LimitHistoryPage,
  type LimitName,
  type LimitPreview,
  limitNames,
  routes,
  type UserLimits,
} from '#contracts';
import { bound, instant, plural } from '../output/words.js';
import { ownJidArgument } from '../own-jid.js';
import { limitValue, wholeNumber } from './argument.js';
import type { CommandContext, Shown } from './context.js';
import { leaf } from './leaf.js';

interface Versioned extends Shown {
  readonly ifVersion?: string;
}

export const versionWords = 'only if it is still what was looked at; --json shows it as version';

export function addLimitsCommands(program: Command, context: CommandContext): void {
  const limits = program.command('limits').description('limits of one user; times are in seconds');
  const name = () => new Argument('<limit>', 'which one').choices(limitNames);
  const value = () => new Argument('<value>', 'a whole number, or none for unlimited').argParser(limitValue);

  leaf(limits, 'show <jid>', 'show every limit: default, own value, what holds, what is used').action(
    (text: string, options: Shown) =>
      context.withBackend(async (backend) => {
        const view = await backend.limits(ownJidArgument(text, backend.domain));
        context.answer(options, view, (shown) => limitsTable(context, shown));
      }),
  );

  leaf(limits, 'set', 'give one user another value; a lowered limit acts at once')
    .argument('<jid>')
    .addArgument(name())
    .addArgument(value())
    .option('--if-version <version>', versionWords)
    .action((text: string, limit: LimitName, to: number | null, { ifVersion, ...options }: Versioned) =>
      context.withBackend(async (backend) => {
        const change = await backend.setLimit(ownJidArgument(text, backend.domain), limit, to, ifVersion);
        context.answer(
          options,
          change,
          () => `${limit} of ${change.limits.user} is ${bound(to)} now${evictions(change)}.`,
        );
      }),
    );

  leaf(limits, 'clear', 'let the default hold again')
    .argument('<jid>')
    .addArgument(name())
    .option('--if-version <version>', versionWords)
    .action((text: string, limit: LimitName, { ifVersion, ...options }: Versioned) =>
      context.withBackend(async (backend) => {
        const change = await backend.clearLimit(ownJidArgument(text, backend.domain), limit, ifVersion);
        const fallback = change.limits.limits.find((view) => view.name === limit)?.default ?? null;
        context.answer(
          options,
          change,
          () =>
            `${limit} of ${change.limits.user} is the default now, ${bound(fallback)}${evictions(change)}.`,
        );
      }),
    );

  leaf(limits, 'preview', 'what setting a value would do at once, without doing it')
    .argument('<jid>')
    .addArgument(name())
    .addArgument(value())
    .action((jid: string, limit: LimitName, to: number | null, options: Shown) =>
      context.show(
        options,
        (server) => server.call(routes.limits.preview, { path: { jid, name: limit }, body: { value: to } }),
        previewWords,
      ),
    );

  leaf(limits, 'history <jid>', 'who set what, newest first')
    .option('--limit <number>', 'at most so many', wholeNumber(1), 50)
    .action((jid: string, { limit, ...options }: Shown & { limit: number }) =>
      context.show(
        options,
        (server) =>
          server.call(routes.limits.history, { path: { jid }, query: { limit: Math.min(500, limit) } }),
        ({ items }) => historyTable(context, items),
      ),
    );
}

function previewWords({ user, name, value, evicted, overflowing, forgotten }: LimitPreview): string {
  const of = (ids: readonly string[]) => (ids.length === 0 ? '' : `: ${ids.join(', ')}`);
  return [
    `With ${name} = ${bound(value)} for ${user}`,
    `  ${plural(evicted.length, 'session')} would be evicted${of(evicted)}`,
    `  ${plural(overflowing.length, 'queue')} would be over the limit${of(overflowing)}`,
    `  ${plural(forgotten, 'old session')} would be forgotten`,
  ].join('\n');
}

const evictions = ({ evicted }: LimitChange): string =>
  evicted.length === 0 ? '' : `; ${plural(evicted.length, 'session')} evicted: ${evicted.join(', ')}`;

const held = (change: { value: number | null } | null) => (change === null ? 'default' : bound(change.value));

const historyTable = (context: CommandContext, items: LimitHistoryPage['items']): string =>
  context.table(
    ['TIME', 'LIMIT', 'BEFORE', 'AFTER', 'BY'],
    items.map(({ at, name, before, after, setBy }) => [instant(at), name, held(before), held(after), setBy]),
  );

function limitsTable(context: CommandContext, { limits }: UserLimits): string {
  return context.table(
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

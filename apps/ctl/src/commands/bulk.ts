import { type Command, Option } from 'commander';
import { type BulkJobView, type BulkOutcome, type BulkPreview, bulkOutcomeSchema, routes } from '#contracts';
import type { RunningServer } from '../backend/running-server.js';
import { CommandError, exitCodes } from '../command-error.js';
import { instant } from '../output/words.js';
import { print } from '../terminal.js';
import { wholeNumber } from './argument.js';
import { confirmCount } from './bulk-confirmation.js';
import { type BulkOptions, bulkOptions, bulkRequest } from './bulk-request.js';
import type { CommandContext, Shown } from './context.js';
import { leaf } from './leaf.js';

interface RunOptions extends BulkOptions, Shown {
  readonly confirm?: number;
  readonly perSecond?: number;
  readonly detach?: boolean;
}

const POLL_MS = 200;

export function addBulkCommands(program: Command, context: CommandContext): void {
  const bulk = program.command('bulk').description('the same done to many sessions or users');
  const note = (text: string) => print(context.terminal.stderr, text);

  bulkOptions(leaf(bulk, 'preview <action>', 'whom it would be done to, without doing it')).action(
    (action: string, options: BulkOptions & Shown) =>
      context.show(
        options,
        (server) => server.call(routes.bulk.preview, { body: bulkRequest(action, options) }),
        previewWords,
      ),
  );

  bulkOptions(leaf(bulk, 'run <action>', 'show whom, have the count confirmed, and do it'))
    .option('--confirm <count>', 'the count of the preview, instead of being asked for it', wholeNumber(0))
    .option('--per-second <number>', 'no faster than this', wholeNumber(1))
    .option('--detach', 'do not wait for its end')
    .action((action: string, options: RunOptions) =>
      context.withServer(async (server) => {
        const preview = await server.call(routes.bulk.preview, { body: bulkRequest(action, options) });
        note(previewWords(preview));
        const confirm = await confirmCount(context.terminal, preview.count, options.confirm);
        const { perSecond } = options;
        const body = { token: preview.token, confirm, ...(perSecond !== undefined && { perSecond }) };
        const job = await server.call(routes.bulk.start, { body });
        await follow(server, options, job);
      }),
    );

  async function follow(server: RunningServer, options: RunOptions, begun: BulkJobView): Promise<void> {
    note(`Bulk action ${begun.id} has begun.`);
    let job = begun;
    while (job.state === 'running' && !options.detach) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      job = await server.call(routes.bulk.one, { path: { id: job.id } });
      if (context.terminal.stderr.isTTY) context.terminal.stderr.write(`\r${progress(job)}\u001b[K`);
    }
    if (context.terminal.stderr.isTTY) note('');
    context.answer(options, job, progress);
    if (job.state !== 'running' && job.done < job.total) {
      throw new CommandError(`See "dormouse bulk results ${job.id}".`, exitCodes.partly);
    }
  }

  leaf(bulk, 'list', 'list them, newest first').action((options: Shown) =>
    context.show(
      options,
      async (server) => (await server.call(routes.bulk.list, {})).items,
      (items) =>
        context.table(
          ['ID', 'ACTION', 'ABOUT', 'BY', 'STATE', 'TOTAL', 'DONE', 'FAILED', 'SKIPPED', 'BEGAN'],
          items.map((one) => [
            one.id,
            one.action,
            one.about,
            one.by,
            one.state,
            ...[one.total, one.done, one.failed, one.skipped].map(String),
            instant(one.startedAt),
          ]),
        ),
    ),
  );

  leaf(bulk, 'results <id>', 'what became of each')
    .addOption(new Option('--outcome <outcome>', 'only those').choices(bulkOutcomeSchema.options))
    .action((id: string, { outcome, ...options }: Shown & { outcome?: BulkOutcome }) =>
      context.show(
        options,
        (server) => results(server, id, outcome),
        (items) =>
          context.table(
            ['N', 'ID', 'OUTCOME', 'WHY'],
            items.map((one) => [String(one.n), one.id, one.outcome, one.why ?? '-']),
          ),
      ),
    );

  for (const [name, does, route] of [
    ['show', 'how it comes along', routes.bulk.one],
    ['cancel', 'stop it; what is under way is finished, the rest is left', routes.bulk.cancel],
    ['resume', 'go on with a cancelled one', routes.bulk.resume],
  ] as const) {
    leaf(bulk, `${name} <id>`, does).action((id: string, options: Shown) =>
      context.show(options, (server) => server.call(route, { path: { id } }), progress),
    );
  }
}

async function results(server: RunningServer, id: string, outcome: BulkOutcome | undefined) {
  const items = [];
  let after: number | undefined;
  for (;;) {
    const query = { limit: 500, after, outcome };
    const page = await server.call(routes.bulk.results, { path: { id }, query });
    items.push(...page.items);
    if (page.next === null) return items;
    after = Number(page.next);
  }
}

const progress = ({ id, state, total, done, failed, skipped, left }: BulkJobView): string =>
  `${id} ${state}: ${done} of ${total} done, ${failed} failed, ${skipped} skipped, ${left} left`;

function previewWords({ action, count, sample }: BulkPreview): string {
  const more = count > sample.length ? [`  and ${count - sample.length} more`] : [];
  return [
    `${action} would be done to ${count}:`,
    ...sample.map(({ id, label }) => `  ${id}  ${label}`),
    ...more,
  ].join('\n');
}

import { type Command, Option } from 'commander';
import type { z } from 'zod';
import { bulkActionSchema, bulkRequestSchema, type LimitName, limitNames } from '#contracts';
import { UsageError } from '../command-error.js';
import { limitValue, seconds } from './argument.js';
import { type SelectionOptions, selecting, selectionOf } from './session-selection.js';

export interface BulkOptions extends SelectionOptions {
  readonly reason: string;
  readonly time?: number;
  readonly beyondLimit?: boolean;
  readonly limit?: LimitName;
  readonly value?: number | null;
  readonly users?: string[];
  readonly search?: string;
}

/** What is to be done to whom, and why. */
export const bulkOptions = (command: Command): Command =>
  selecting(command)
    .addHelpText('after', `\nActions: ${bulkActionSchema.options.join(', ')}.`)
    .requiredOption('--reason <text>', 'why, for the log and the audit trail')
    .option('--time <time>', 'extend: how much more', seconds)
    .option('--beyond-limit', 'extend: further than smacks_max_hibernation_time')
    .addOption(new Option('--limit <limit>', 'set-limit, clear-limit: which').choices(limitNames))
    .option('--value <value>', 'set-limit: a whole number, or none', limitValue)
    .option('--users <jid...>', 'set-limit, clear-limit: whose')
    .option('--search <text>', 'instead of --users: all accounts whose JID contains this');

/** @throws {UsageError} where an option is missing */
export function bulkRequest(action: string, options: BulkOptions): z.input<typeof bulkRequestSchema> {
  const { reason, time, beyondLimit = false, limit, value, users, search } = options;
  const about = action.endsWith('-limit')
    ? { name: limit, value, users, search }
    : { filter: selectionOf(options).filter, seconds: time, beyondLimit };
  const request = bulkRequestSchema.safeParse({ action, reason, ...about });
  if (request.success) return request.data;
  const [problem] = request.error.issues;
  throw new UsageError(`${action}: ${problem?.path.join('.') ?? ''} ${problem?.message ?? ''}`);
}

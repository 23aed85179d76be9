import { type Command, InvalidArgumentError, Option } from 'commander';
import { type SessionSort, type SessionState, sessionListing, sessionStateSchema } from '#contracts';
import type { SessionSelection } from '../backend/backend.js';

export interface SelectionOptions {
  readonly state?: SessionState;
  readonly user?: string;
  readonly backlog?: boolean;
  readonly filter?: string[];
  readonly sort?: SessionSort;
}

/** The options that say which sessions. */
export const selecting = (command: Command): Command =>
  command
    .addOption(new Option('--state <state>', 'only those in this state').choices(sessionStateSchema.options))
    .option('--user <text>', 'only those whose bare JID contains this')
    .option('--backlog', 'only those with unacknowledged stanzas')
    .option('--filter <condition...>', 'only those with e.g. unacked>10, timeLeft<5m, user~romeo');

/** And the one that says in which order. */
export const sorting = (command: Command): Command =>
  command.addOption(new Option('--sort <field>', 'order; -field for the largest first').argParser(sortField));

/** What the options ask for, as conditions. */
export function selectionOf({ state, user, backlog, filter = [], sort }: SelectionOptions): SessionSelection {
  const conditions = [
    ...(state === undefined ? [] : [`state=${state}`]),
    ...(user === undefined ? [] : [`user~${user}`]),
    ...(backlog ? ['unacked>0'] : []),
    ...filter,
  ];
  return { filter: conditions, ...(sort === undefined ? {} : { sort }) };
}

function sortField(text: string): SessionSort {
  const sort = sessionListing.sorts.find((known) => known === text);
  if (sort !== undefined) return sort;
  throw new InvalidArgumentError(`There are ${sessionListing.names.join(', ')}.`);
}

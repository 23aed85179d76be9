import { sessionStateSchema } from '#contracts';
import { defined, oneOf, textParam } from '../../lib/search-params.js';

/** Columns the list can be sorted by where all sessions are at hand; a leading `-` means descending. */
const sortable = ['user', 'since', 'timeLeft', 'unacked'] as const;
const sorts = sortable.flatMap((column) => [column, `-${column}`] as const);
export type Sort = (typeof sorts)[number];

export const sessionsSearch = (raw: Record<string, unknown>) =>
  defined({
    state: oneOf(sessionStateSchema.options, raw['state']),
    user: textParam(raw['user']),
    backlog: raw['backlog'] === true ? true : undefined,
    sort: oneOf(sorts, raw['sort']),
    after: textParam(raw['after']),
  });
export type SessionsSearch = ReturnType<typeof sessionsSearch>;

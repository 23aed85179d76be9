import { compileFilter, parseFilter, type SessionView } from '#contracts';
import type { SessionsSearch } from './search.js';

type Chosen = { readonly [K in 'state' | 'user' | 'backlog']: SessionsSearch[K] | undefined };

/** What the filter bar asks for, as `GET /sessions` understands it. */
export const conditionsOf = ({ state, user, backlog }: Chosen): string[] => [
  ...(state === undefined ? [] : [`state=${state}`]),
  ...(user === undefined ? [] : [`user~${user}`]),
  ...(backlog ? ['unacked>0'] : []),
];

/** The same as a test of a session at hand: the server's own rules. */
export function passing(chosen: Chosen): (session: SessionView) => boolean {
  const parsed = parseFilter(conditionsOf(chosen));
  const passes = compileFilter(parsed.ok ? parsed.conditions : []);
  // None of these conditions depends on the time.
  return (session) => passes(session, 0);
}

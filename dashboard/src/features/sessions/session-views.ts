import { filterText, parseFilter, type SessionSort } from '#contracts';
import type { SessionsSearch } from './search.js';

export const sessionViewNames = [
  'all',
  'hibernating',
  'pressure',
  'backlog',
  'expiring',
  'failures',
] as const;
export type SessionViewName = (typeof sessionViewNames)[number];

interface View {
  readonly filter: readonly string[];
  readonly sort?: SessionSort;
}

/** What operators look for most: each is conditions and an order like any other. */
const views: Readonly<Record<SessionViewName, View>> = {
  all: { filter: [] },
  hibernating: { filter: ['state=hibernating'], sort: 'timeLeft' },
  pressure: { filter: ['pressure>=0.8'], sort: '-pressure' },
  backlog: { filter: ['unacked>0'], sort: '-unacked' },
  expiring: { filter: ['timeLeft<10m'], sort: 'timeLeft' },
  failures: { filter: ['lastResumeFailure!=none'] },
};

/** The one spelling there is of a condition; what is not understood stays as it is. */
function spelt(condition: string): string {
  const parsed = parseFilter(condition);
  const [first] = parsed.ok ? parsed.conditions : [];
  return first === undefined ? condition : filterText(first);
}

const ofViews = new Map(
  sessionViewNames.flatMap((name) =>
    views[name].filter.map((condition) => [spelt(condition), name] as const),
  ),
);

const nameOf = (condition: string): SessionViewName | undefined => ofViews.get(spelt(condition));

/** The view these conditions are, whatever else they ask for; undefined when they are a mixture of views. */
export function viewOf(filter: readonly string[]): SessionViewName | undefined {
  const named = new Set(filter.map(nameOf).filter((name) => name !== undefined));
  if (named.size > 1) return undefined;
  return [...named][0] ?? 'all';
}

/** The address of a view. What was asked for beside another view is asked for in this one too. */
export function searchOf(name: SessionViewName, filter: readonly string[]): SessionsSearch {
  const others = filter.filter((condition) => nameOf(condition) === undefined);
  const conditions = [...others, ...views[name].filter];
  const { sort } = views[name];
  return {
    ...(conditions.length === 0 ? {} : { filter: conditions }),
    ...(sort === undefined ? {} : { sort }),
  };
}

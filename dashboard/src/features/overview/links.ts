import type { LinkProps } from '@tanstack/react-router';
import type { SessionSort } from '#contracts';

/** To the sessions that pass all of these conditions, in the API's language. */
export const sessionsWhere = (
  filter: readonly string[],
  sort?: SessionSort,
): Pick<LinkProps, 'to' | 'search'> => ({
  to: '/sessions',
  search: { ...(filter.length === 0 ? {} : { filter }), ...(sort === undefined ? {} : { sort }) },
});

import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { type BulkOutcome, routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

export interface ResultsQuery {
  readonly id: string;
  readonly outcome: BulkOutcome;
  /** The n of the last of the page before; undefined for the first page. */
  readonly after: number | undefined;
}

const PAGE_SIZE = 25;

export const fetchResults = ({ id, outcome, after }: ResultsQuery, signal: AbortSignal) =>
  call(routes.bulk.results, { path: { id }, query: { outcome, after, limit: PAGE_SIZE }, signal });

/** @param tally how many have this outcome by now: another number, another page */
export const resultsQuery = (query: ResultsQuery, tally: number) =>
  queryOptions({
    queryKey: ['bulk-results', query, tally],
    queryFn: ({ signal }) => fetchResults(query, signal),
    placeholderData: keepPreviousData,
    // While a job runs each second makes a new one.
    gcTime: 10_000,
  });

export const useResults = (query: ResultsQuery, tally: number) => useQuery(resultsQuery(query, tally));

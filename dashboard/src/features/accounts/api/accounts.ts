import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

export interface AccountsQuery {
  readonly search?: string;
  readonly after?: string;
}

const PAGE_SIZE = 50;

export const fetchAccounts = (query: AccountsQuery, signal: AbortSignal) =>
  call(routes.accounts.list, { query: { ...query, limit: PAGE_SIZE }, signal });

export const accountsQuery = (query: AccountsQuery) =>
  queryOptions({
    queryKey: ['accounts', query],
    queryFn: ({ signal }) => fetchAccounts(query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });

export const useAccounts = (query: AccountsQuery, enabled: boolean) =>
  useQuery({ ...accountsQuery(query), enabled });

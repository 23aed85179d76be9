import { queryOptions, useQuery } from '@tanstack/react-query';
import { routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

/** More than anybody reads here; the audit log has all. */
const SHOWN = 20;

export const fetchSettingHistory = (name: string, signal: AbortSignal) =>
  call(routes.settings.history, { path: { name }, query: { limit: SHOWN }, signal });

/** `version` of the option: another one means that there is a change more; one that was there before, too, when a value comes back. */
export const settingHistoryQuery = (name: string, version: string) =>
  queryOptions({
    queryKey: ['setting-history', name, version],
    queryFn: ({ signal }) => fetchSettingHistory(name, signal),
    staleTime: 0,
    placeholderData: (before, query) => (query?.queryKey[1] === name ? before : undefined),
  });

export const useSettingHistory = (name: string, version: string) =>
  useQuery(settingHistoryQuery(name, version));

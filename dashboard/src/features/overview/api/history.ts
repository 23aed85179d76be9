import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { type History, historyFigureNames, routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

/** As many as a wide screen can show of a line. */
const POINTS = 360;
const HOUR = 3_600_000;

/** Of every figure that is kept. @param range ms */
export const fetchHistory = (range: number, signal: AbortSignal): Promise<History> =>
  call(routes.server.history, {
    query: { figures: [...historyFigureNames], range, points: POINTS },
    signal,
  });

/** The server counts every ten seconds; of a longer time a line changes no oftener than once a minute. */
export const historyQuery = (range: number) =>
  queryOptions({
    queryKey: ['history', range],
    queryFn: ({ signal }) => fetchHistory(range, signal),
    refetchInterval: range <= HOUR ? 10_000 : 60_000,
    placeholderData: keepPreviousData,
  });

export const useHistory = (range: number) => useQuery(historyQuery(range));

import { keepPreviousData, queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { type QueuedStanzaView, type QueuePage, routes } from '#contracts';
import { call } from '../../../lib/api-client.js';

const PAGE = 25;

export const fetchQueue = (id: string, after: number | undefined, signal: AbortSignal): Promise<QueuePage> =>
  call(routes.sessions.queue, { path: { id }, query: { after, limit: PAGE }, signal });

/** @param version something that differs when the queue does: it is asked for anew then */
export const queueQuery = (id: string, after: number | undefined, version: string) =>
  queryOptions({
    queryKey: ['session-queue', id, after, version],
    queryFn: ({ signal }) => fetchQueue(id, after, signal),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });

/** @param there while the session is ending its queue is being emptied, and then there is none to ask for */
export const useQueue = (id: string, after: number | undefined, version: string, there: boolean) =>
  useQuery({ ...queueQuery(id, after, version), enabled: there });

/** Reads one stanza. Every use is audited, so it is never done without being asked to, nor kept. */
export const peekAt = (id: string, n: number): Promise<QueuedStanzaView> =>
  call(routes.sessions.peek, { path: { id, n: String(n) } });

export const usePeek = () =>
  useMutation({ mutationFn: ({ id, n }: { id: string; n: number }) => peekAt(id, n), gcTime: 0 });

import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { type AuditPage, routes } from '#contracts';
import { call } from '../../../lib/api-client.js';
import { type AuditSearch, auditFilter } from '../search.js';

const PAGE_SIZE = 50;
/** The live channel does not tell of the audit log; this is what its first page costs. */
const AGAIN_MS = 3000;

export const fetchAudit = (search: AuditSearch, signal: AbortSignal): Promise<AuditPage> =>
  call(routes.audit.list, {
    query: { ...auditFilter(search, Date.now()), after: search.after, limit: PAGE_SIZE },
    signal,
  });

/** The newest page is kept current; the others do not change. */
export const auditQuery = (search: AuditSearch) =>
  queryOptions({
    queryKey: ['audit', search],
    queryFn: ({ signal }) => fetchAudit(search, signal),
    placeholderData: keepPreviousData,
    refetchInterval: search.after === undefined && search.to === undefined ? AGAIN_MS : false,
  });

export const useAudit = (search: AuditSearch) => useQuery(auditQuery(search));

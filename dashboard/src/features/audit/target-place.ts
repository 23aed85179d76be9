import type { AuditEntryView } from '#contracts';

/** Where what was acted upon can be seen; null where there is no such page. */
export type TargetPlace =
  | { readonly to: '/sessions/$sessionId'; readonly params: { readonly sessionId: string } }
  | { readonly to: '/users/$jid'; readonly params: { readonly jid: string } }
  | { readonly to: '/bulk/$jobId'; readonly params: { readonly jobId: string } }
  | { readonly to: '/settings'; readonly search: { readonly name: string } }
  | { readonly to: '/access' | '/access/keys' };

/** By the beginning of the action's name. Things that are gone by now keep their link: the page there says so. */
export function targetPlace({
  action,
  target,
}: Pick<AuditEntryView, 'action' | 'target'>): TargetPlace | null {
  if (target === '') return null;
  if (/^(session|stanza)-/.test(action)) return { to: '/sessions/$sessionId', params: { sessionId: target } };
  if (action.startsWith('bulk-')) return { to: '/bulk/$jobId', params: { jobId: target } };
  if (action.startsWith('setting-')) return { to: '/settings', search: { name: target } };
  if (action.startsWith('operator-')) return { to: '/access' };
  if (action.startsWith('api-key-')) return { to: '/access/keys' };
  if (/^(limit|account|tracing|old-sessions)-/.test(action) && target.includes('@'))
    return { to: '/users/$jid', params: { jid: target } };
  return null;
}

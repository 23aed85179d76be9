import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What addresses with a parameter are filled in from. */
export interface Sights {
  readonly sessionId: string;
  readonly jid: string;
  readonly traceId: string;
  readonly jobId: string;
}

export interface DashboardPage {
  /** As the router has it. */
  readonly route: string;
  /** In the name of its pictures. */
  readonly name: string;
  readonly path: (sights: Sights) => string;
  readonly adminOnly?: boolean;
}

const at = (path: string) => () => path;

/** Every page of the router; {@link unlistedRoutes} tells of one that was forgotten here. */
export const dashboardPages: readonly DashboardPage[] = [
  { route: '/', name: 'overview', path: at('/') },
  { route: '/sessions', name: 'sessions', path: at('/sessions') },
  { route: '/sessions/$sessionId', name: 'session', path: ({ sessionId }) => `/sessions/${sessionId}` },
  { route: '/old-sessions', name: 'old-sessions', path: at('/old-sessions') },
  { route: '/users', name: 'users', path: at('/users') },
  { route: '/users/$jid', name: 'user', path: ({ jid }) => `/users/${encodeURIComponent(jid)}` },
  { route: '/events', name: 'events', path: at('/events') },
  { route: '/traces', name: 'traces', path: at('/traces') },
  { route: '/traces/$traceId', name: 'trace', path: ({ traceId }) => `/traces/${traceId}` },
  { route: '/bulk', name: 'bulk', path: at('/bulk') },
  { route: '/bulk/$jobId', name: 'bulk-job', path: ({ jobId }) => `/bulk/${jobId}` },
  { route: '/accounts', name: 'accounts', path: at('/accounts'), adminOnly: true },
  { route: '/nodes', name: 'nodes', path: at('/nodes') },
  { route: '/settings', name: 'settings', path: at('/settings') },
  { route: '/settings/recorded-users', name: 'recorded-users', path: at('/settings/recorded-users') },
  { route: '/audit', name: 'audit', path: at('/audit') },
  { route: '/access', name: 'access', path: at('/access'), adminOnly: true },
  { route: '/access/keys', name: 'access-keys', path: at('/access/keys'), adminOnly: true },
  { route: '/access/sign-ins', name: 'access-sign-ins', path: at('/access/sign-ins') },
  { route: '/account', name: 'account', path: at('/account') },
  { route: '$', name: 'nowhere', path: at('/no/such/page') },
];

/** Of the router, by its source: what has no line above but the sign-in, which is for who is not signed in. */
export function unlistedRoutes(): string[] {
  const router = readFileSync(
    fileURLToPath(new URL('../../dashboard/src/app/router.tsx', import.meta.url)),
    'utf8',
  );
  const routes = [...router.matchAll(/\bpath: '([^']+)'/g)].map(([, path]) => path ?? '');
  const listed = new Set(['/sign-in', ...dashboardPages.map(({ route }) => route)]);
  return routes.filter((route) => !listed.has(route));
}

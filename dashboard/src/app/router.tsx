import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { identityQuery } from '../features/access/api/identity.js';
import { accessSearch } from '../features/access/search.js';
import { accountsSearch } from '../features/accounts/search.js';
import { auditSearch } from '../features/audit/search.js';
import { jobSearch } from '../features/bulk/search.js';
import { eventsSearch } from '../features/events/search.js';
import { usersSearch } from '../features/limits/search.js';
import { oldSessionsSearch } from '../features/old-sessions/search.js';
import { overviewSearch } from '../features/overview/search.js';
import { sessionsSearch } from '../features/sessions/search.js';
import { sessionSearch } from '../features/sessions/session-search.js';
import { settingsSearch } from '../features/settings/search.js';
import { tracesSearch } from '../features/traces/search.js';
import { searchText } from '../lib/search-text.js';
import { NotFound } from './not-found.js';
import { queryClient } from './query-client.js';
import { RouteFailure } from './route-failure.js';

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: accessSearch,
  component: lazyRouteComponent(() => import('../features/access/components/sign-in-page.js'), 'SignInPage'),
});

/** Everything that needs someone to be signed in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'in',
  beforeLoad: async ({ context, location }) => {
    const identity = await context.queryClient.ensureQueryData(identityQuery);
    if (identity === null) throw redirect({ to: '/sign-in', search: { to: location.href } });
    return { identity };
  },
  component: lazyRouteComponent(() => import('./shell.js'), 'Shell'),
});

const overview = createRoute({
  getParentRoute: () => inside,
  path: '/',
  validateSearch: overviewSearch,
  component: lazyRouteComponent(
    () => import('../features/overview/components/overview-page.js'),
    'OverviewPage',
  ),
});

const sessions = createRoute({
  getParentRoute: () => inside,
  path: '/sessions',
  validateSearch: sessionsSearch,
  component: lazyRouteComponent(
    () => import('../features/sessions/components/sessions-page.js'),
    'SessionsPage',
  ),
});

const session = createRoute({
  getParentRoute: () => inside,
  path: '/sessions/$sessionId',
  validateSearch: sessionSearch,
  component: lazyRouteComponent(
    () => import('../features/sessions/components/session-page.js'),
    'SessionPage',
  ),
});

const oldSessions = createRoute({
  getParentRoute: () => inside,
  path: '/old-sessions',
  validateSearch: oldSessionsSearch,
  component: lazyRouteComponent(
    () => import('../features/old-sessions/components/old-sessions-page.js'),
    'OldSessionsPage',
  ),
});

const users = createRoute({
  getParentRoute: () => inside,
  path: '/users',
  validateSearch: usersSearch,
  component: lazyRouteComponent(() => import('../features/limits/components/users-page.js'), 'UsersPage'),
});

const userLimits = createRoute({
  getParentRoute: () => inside,
  path: '/users/$jid',
  component: lazyRouteComponent(
    () => import('../features/limits/components/user-limits-page.js'),
    'UserLimitsPage',
  ),
});

const events = createRoute({
  getParentRoute: () => inside,
  path: '/events',
  validateSearch: eventsSearch,
  component: lazyRouteComponent(() => import('../features/events/components/events-page.js'), 'EventsPage'),
});

const bulk = createRoute({
  getParentRoute: () => inside,
  path: '/bulk',
  component: lazyRouteComponent(() => import('../features/bulk/components/jobs-page.js'), 'JobsPage'),
});

const bulkJob = createRoute({
  getParentRoute: () => inside,
  path: '/bulk/$jobId',
  validateSearch: jobSearch,
  component: lazyRouteComponent(() => import('../features/bulk/components/job-page.js'), 'JobPage'),
});

const nodes = createRoute({
  getParentRoute: () => inside,
  path: '/nodes',
  component: lazyRouteComponent(() => import('../features/nodes/components/nodes-page.js'), 'NodesPage'),
});

const accounts = createRoute({
  getParentRoute: () => inside,
  path: '/accounts',
  validateSearch: accountsSearch,
  component: lazyRouteComponent(
    () => import('../features/accounts/components/accounts-page.js'),
    'AccountsPage',
  ),
});

const traces = createRoute({
  getParentRoute: () => inside,
  path: '/traces',
  validateSearch: tracesSearch,
  component: lazyRouteComponent(() => import('../features/traces/components/traces-page.js'), 'TracesPage'),
});

const trace = createRoute({
  getParentRoute: () => inside,
  path: '/traces/$traceId',
  component: lazyRouteComponent(() => import('../features/traces/components/trace-page.js'), 'TracePage'),
});

const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  validateSearch: settingsSearch,
  component: lazyRouteComponent(
    () => import('../features/settings/components/settings-page.js'),
    'SettingsPage',
  ),
});

const recordedUsers = createRoute({
  getParentRoute: () => inside,
  path: '/settings/recorded-users',
  component: lazyRouteComponent(
    () => import('../features/settings/components/recorded-users-page.js'),
    'RecordedUsersPage',
  ),
});

const audit = createRoute({
  getParentRoute: () => inside,
  path: '/audit',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('../features/audit/components/audit-page.js'), 'AuditPage'),
});

const operators = createRoute({
  getParentRoute: () => inside,
  path: '/access',
  component: lazyRouteComponent(
    () => import('../features/operators/components/operators-page.js'),
    'OperatorsPage',
  ),
});

const apiKeys = createRoute({
  getParentRoute: () => inside,
  path: '/access/keys',
  component: lazyRouteComponent(
    () => import('../features/operators/components/api-keys-page.js'),
    'ApiKeysPage',
  ),
});

const signIns = createRoute({
  getParentRoute: () => inside,
  path: '/access/sign-ins',
  component: lazyRouteComponent(
    () => import('../features/operators/components/sign-ins-page.js'),
    'SignInsPage',
  ),
});

const ownAccount = createRoute({
  getParentRoute: () => inside,
  path: '/account',
  component: lazyRouteComponent(
    () => import('../features/access/components/own-account-page.js'),
    'OwnAccountPage',
  ),
});

/** A wrong address keeps the frame, so that one can go on from it. */
const nowhere = createRoute({ getParentRoute: () => inside, path: '$', component: NotFound });

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    inside.addChildren([
      overview,
      sessions,
      session,
      oldSessions,
      users,
      userLimits,
      events,
      bulk,
      bulkJob,
      nodes,
      accounts,
      traces,
      trace,
      settings,
      recordedUsers,
      audit,
      operators,
      apiKeys,
      signIns,
      ownAccount,
      nowhere,
    ]),
  ]),
  context: { queryClient },
  stringifySearch: searchText,
  defaultPreload: 'intent',
  defaultErrorComponent: RouteFailure,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

import { operatorRoutes, signInRoutes } from './access.js';
import { accountRoutes } from './accounts.js';
import { limitRoutes } from './limits.js';
import { serverRoutes } from './server.js';
import { oldSessionRoutes, sessionRoutes } from './sessions.js';
import { traceRoutes } from './traces.js';
import { tracingRoutes } from './tracing.js';
import { userRoutes } from './users.js';

/** Every route of the admin API under `/api/v1`, for `ApiClient`. */
export const routes = {
  accounts: accountRoutes,
  limits: limitRoutes,
  oldSessions: oldSessionRoutes,
  operators: operatorRoutes,
  server: serverRoutes,
  sessions: sessionRoutes,
  signIn: signInRoutes,
  traces: traceRoutes,
  tracing: tracingRoutes,
  users: userRoutes,
} as const;
export * from './accounts.js';

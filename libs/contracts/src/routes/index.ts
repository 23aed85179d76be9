import { apiKeyRoutes, operatorRoutes, ownAccountRoutes, signInRoutes, signInsRoutes } from './access.js';
import { accountRoutes } from './accounts.js';
import { bulkRoutes } from './bulk.js';
import { limitRoutes } from './limits.js';
import { auditRoutes, eventRoutes, nodeRoutes, serverRoutes } from './server.js';
import { oldSessionRoutes, sessionRoutes } from './sessions.js';
import { settingRoutes } from './settings.js';
import { traceRoutes } from './traces.js';
import { tracingRoutes } from './tracing.js';
import { userRoutes } from './users.js';

/** Every route of the admin API under `/api/v1`, for `ApiClient`. */
export const routes = {
  accounts: accountRoutes,
  apiKeys: apiKeyRoutes,
  audit: auditRoutes,
  bulk: bulkRoutes,
  events: eventRoutes,
  limits: limitRoutes,
  nodes: nodeRoutes,
  oldSessions: oldSessionRoutes,
  operators: operatorRoutes,
  ownAccount: ownAccountRoutes,
  server: serverRoutes,
  sessions: sessionRoutes,
  settings: settingRoutes,
  signIn: signInRoutes,
  signIns: signInsRoutes,
  traces: traceRoutes,
  tracing: tracingRoutes,
  users: userRoutes,
} as const;
export * from './accounts.js';

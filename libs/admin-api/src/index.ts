/** The admin API: REST, live WebSocket, sign-in, and the HTTP surroundings of both. */

export { hashPassword } from './access/password-hash.js';
export { SignInTally } from './access/sign-in-tally.js';
export { AdminApiModule } from './admin-api.module.js';
export { AuditTrail } from './audit/audit-trail.js';
export { ensureFirstOperator } from './bootstrap.js';
export { configureHttp, type HttpOptions } from './configure-http.js';
export { listenControlSocket } from './control-socket.js';
export { Readiness, type ReadinessState } from './health/readiness.js';
export { NodeListeners } from './nodes/node-listeners.js';
export { buildApiDocument } from './openapi/api-docs.js';

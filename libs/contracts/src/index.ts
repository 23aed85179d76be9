/** Shapes shared by the admin API, the CLI and the dashboard. Every answer and every body is one of these. */
export * from './access.js';
export * from './account.js';
export * from './audit.js';
export * from './backup.js';
export * from './client/index.js';
export * from './event.js';
export * from './limit.js';
export * from './live.js';
export * from './overview.js';
export * from './page.js';
export * from './problem.js';
export * from './reason.js';
export * from './session.js';

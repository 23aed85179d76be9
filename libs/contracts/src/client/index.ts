/** The typed client of the admin API: a table of routes, and what calls them over any transport. */
export * from './call.js';
export * from './client.js';
export * from './route.js';

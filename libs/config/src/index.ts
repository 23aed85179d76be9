/** Configuration: every option with schema, default and words; the loader; one Nest namespace per area. */
export * from './config.module.js';
export type * from './configuration.js';
export * from './documentation.js';
export { type LoadedConfiguration, type LoadOptions, loadConfiguration } from './load.js';
export * from './namespaces.js';
export { environmentName } from './option.js';
export * from './problem.js';

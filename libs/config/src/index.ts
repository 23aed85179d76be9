/** Configuration: every option with schema, default and words; the loader; one Nest namespace per area. */
export * from './config.module.js';
export type * from './configuration.js';
export * from './configuration-changes.js';
export * from './documentation.js';
export * from './live-configuration.js';
export { type LoadedConfiguration, type LoadOptions, loadConfiguration } from './load.js';
export * from './namespaces.js';
export { environmentName, type Option } from './option.js';
export { isOptionName, type OptionName, optionAreas, optionNames, options } from './options.js';
export * from './problem.js';
export { restoreSettings } from './restore-settings.js';

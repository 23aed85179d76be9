/** Configuration: every option of DESIGN §8 with schema, default and words; one Nest namespace per area. */
export * from './configuration.js';

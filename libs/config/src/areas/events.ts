import { wholeNumber } from '../kind.js';
import { option } from '../option.js';

/** How much of what happened to sessions is kept for operators to read. */
export const eventsOptions = {
  events_retention_days: option(wholeNumber(1, 3650), 30, {
    doc: 'Days for which lifecycle events are kept.',
    live: true,
  }),
  events_max: option(wholeNumber(1000, 10_000_000), 200_000, {
    doc: 'Lifecycle events kept at most; the oldest go first. The default takes about 60 megabytes of the database.',
    live: true,
  }),
};

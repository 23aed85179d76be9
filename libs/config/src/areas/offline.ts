import { orUnlimited, wholeNumber } from '../kind.js';
import { option } from '../option.js';

/** What is kept for users without a session. */
export const offlineOptions = {
  offline_max_messages: option(orUnlimited(wholeNumber(0, 100_000)), 100, {
    doc: 'Messages kept for one user until the next login; one more comes back to its sender as an error. Small enough that a login fetches them in one go and nobody fills the disk by writing to an abandoned account.',
    live: true,
  }),
};

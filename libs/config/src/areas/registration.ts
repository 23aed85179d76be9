import { flag, wholeNumber } from '../kind.js';
import { option } from '../option.js';

/** Accounts that people make for themselves. */
export const registrationOptions = {
  registration: option(flag(), false, {
    doc: 'In-band registration (XEP-0077): whoever can connect may make an account. Off, because open servers are found and used by spammers within days. Changing the own password and removing the own account work in any case.',
    live: true,
  }),
  registration_per_hour: option(wholeNumber(1, 100_000), 5, {
    doc: 'Attempts at registration from one address in an hour, an IPv6 network of 64 bits counting as one. Enough for a household or a mistyped form.',
    live: true,
  }),
};

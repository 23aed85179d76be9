import { z } from 'zod';
import { flag, integer, option, seconds } from '../option.js';

const WEEK = 7 * 24 * 3600;

/** Stream management (XEP-0198). Names and defaults of the first six are those of Prosody's mod_smacks. */
export const smacksOptions = {
  smacks_hibernation_time: option(seconds(1, WEEK).default(300_000), {
    doc: 'Seconds a session without a connection stays alive, waiting to be resumed.',
    runtime: true,
  }),
  smacks_max_hibernation_time: option(seconds(1, WEEK).optional(), {
    doc: 'Cap in seconds for the `max` a client may ask for in `<enable/>`; by default `smacks_hibernation_time`.',
    runtime: true,
  }),
  smacks_enabled_s2s: option(flag().default(false), {
    doc: 'Stream management on server-to-server streams. Refused while Dormouse has no federation.',
  }),
  smacks_max_unacked_stanzas: option(integer(0, 100_000).default(0), {
    doc: 'Ask for an acknowledgement when more than this many stanzas are unacknowledged; 0 asks after every burst of writes.',
    runtime: true,
  }),
  smacks_max_ack_delay: option(seconds(0, 3600).default(60_000), {
    doc: 'Seconds an `<r/>` may stay unanswered before `smacks-ack-delayed` is raised; 0 never raises it.',
    runtime: true,
  }),
  smacks_ack_timeout: option(seconds(1, 3600).default(90_000), {
    doc: 'Seconds an `<r/>` may stay unanswered before the connection is closed and the session hibernates.',
    runtime: true,
  }),
  smacks_max_hibernated_sessions: option(integer(0, 10_000).nullable().default(10), {
    doc: 'Sessions one user may have hibernating; over it the one hibernating longest is evicted. 0 grants stream management without resumption; unlimited is null (`none` in the environment).',
    runtime: true,
  }),
  smacks_max_old_sessions: option(integer(0, 10_000).nullable().default(10), {
    doc: 'Ended sessions per user whose h is remembered, so that a late `<resume/>` still learns how far the server got; oldest forgotten first.',
    runtime: true,
  }),
  smacks_old_session_ttl: option(seconds(60, 366 * 24 * 3600).default(WEEK * 1000), {
    doc: 'Seconds the h of an ended session is remembered.',
    runtime: true,
  }),
  smacks_max_queue_stanzas: option(integer(10, 1_000_000).nullable().default(2000), {
    doc: 'Unacknowledged stanzas one session may hold; four times that for 60 s after login, so that a flood of stored messages never ends a healthy session.',
    runtime: true,
  }),
  smacks_max_queue_bytes: option(
    integer(65_536, 1 << 30)
      .nullable()
      .default(4 * 1024 * 1024),
    {
      doc: 'Bytes of unacknowledged stanzas one session may hold; four times that for 60 s after login.',
      runtime: true,
    },
  ),
  smacks_on_expiry: option(z.enum(['bounce', 'drop']).default('bounce'), {
    doc: 'What happens to unacknowledged chat messages when a session ends unresumed: another resource or an error to the sender (`bounce`), or nothing (`drop`). `offline` comes with offline storage.',
    runtime: true,
  }),
  smacks_durability: option(z.enum(['none']).default('none'), {
    doc: 'Where hibernating sessions live. `none` is memory only; `journal` comes with the session journal.',
  }),
};

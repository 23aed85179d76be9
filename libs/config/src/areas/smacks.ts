import { choice, flag, orUnlimited, seconds, wholeNumber } from '../kind.js';
import { location } from '../location.js';
import { option, optional } from '../option.js';

const DAY = 24 * 3600;
const WEEK = 7 * DAY;

/** Stream management (XEP-0198). Names and defaults of the older ones are those of Prosody's mod_smacks. */
export const smacksOptions = {
  smacks_hibernation_time: option(seconds(1, WEEK), 300, {
    doc: 'Seconds a session without a connection stays alive, waiting to be resumed.',
    perUser: true,
    live: true,
  }),
  smacks_max_hibernation_time: optional(seconds(1, WEEK), {
    doc: 'Cap in seconds for the `max` a client may ask for in `<enable/>`.',
    defaultWords: 'the value of `smacks_hibernation_time`',
    perUser: true,
    live: true,
  }),
  smacks_enabled_s2s: option(flag(), false, {
    doc: 'Stream management on server-to-server streams.',
    refused: { true: 'this version has no federation, so there are no server-to-server streams to manage' },
  }),
  smacks_max_unacked_stanzas: option(wholeNumber(0, 100_000), 0, {
    doc: 'Ask for an acknowledgement when more than this many stanzas are unacknowledged; 0 asks after every burst of writes.',
    live: true,
  }),
  smacks_max_inactive_unacked_stanzas: option(wholeNumber(0, 100_000), 256, {
    doc: 'The same while the client says that nobody looks at it (XEP-0352): each acknowledgement wakes a phone’s radio.',
    live: true,
  }),
  smacks_max_ack_delay: option(seconds(0, 3600), 60, {
    doc: 'Seconds an `<r/>` may stay unanswered before `smacks-ack-delayed` is raised; 0 never raises it.',
    live: true,
  }),
  smacks_ack_timeout: option(seconds(1, 3600), 90, {
    doc: 'Seconds an `<r/>` may stay unanswered before the connection is closed and the session hibernates.',
    live: true,
  }),
  smacks_max_hibernated_sessions: option(orUnlimited(wholeNumber(0, 10_000)), 10, {
    doc: 'Sessions one user may have hibernating; over it the one hibernating longest is evicted. 0 grants stream management without resumption.',
    perUser: true,
    live: true,
  }),
  smacks_max_old_sessions: option(orUnlimited(wholeNumber(0, 10_000)), 10, {
    doc: 'Ended sessions per user whose h is remembered, so that a late `<resume/>` still learns how far the server got; the oldest is forgotten first.',
    perUser: true,
    live: true,
  }),
  smacks_old_session_ttl: option(seconds(60, 366 * DAY), WEEK, {
    doc: 'Seconds the h of an ended session is remembered.',
    live: true,
  }),
  smacks_max_queue_stanzas: option(orUnlimited(wholeNumber(10, 1_000_000)), 2000, {
    doc: 'Unacknowledged stanzas one session may hold; four times that for 60 s after login, so that a flood of stored messages never ends a healthy session.',
    perUser: true,
    live: true,
  }),
  smacks_max_queue_bytes: option(orUnlimited(wholeNumber(65_536, 1 << 30)), 4 * 1024 * 1024, {
    doc: 'Bytes of unacknowledged stanzas one session may hold; four times that for 60 s after login.',
    perUser: true,
    live: true,
  }),
  smacks_on_expiry: option(choice('bounce', 'offline', 'drop'), 'bounce', {
    doc: 'What happens to unacknowledged chat messages when a session ends unresumed: another resource, else an error to the sender (`bounce`), or another resource, else kept for the next login (`offline`, up to `offline_max_messages`), or nothing (`drop`).',
    live: true,
  }),
  smacks_location: optional(location(), {
    doc: 'Where clients should come back to, as `location` in `<enabled/>` (XEP-0198 §3): for a server that is reached by another name or port than its domain’s, as one node of several.',
    live: true,
  }),
  smacks_durability: option(choice('journal', 'none'), 'journal', {
    doc: 'What sessions survive: `journal` keeps them, with all that waits for their clients, through a restart and a `kill -9`; `none` is memory only, and of what ended only the h is remembered, in the database.',
  }),
  smacks_fsync: option(choice('off', 'on'), 'off', {
    doc: 'Whether what is sent waits for the disk to confirm that it is recorded: `off` survives the death of the process, since the system has what was written; `on` survives a power cut as well, at the price of a disk’s confirmation per turn.',
  }),
  journal_segment_bytes: option(wholeNumber(64 * 1024, 1 << 30), 16 * 1024 * 1024, {
    doc: 'Size at which a file of the journal is followed by the next. Four of them are the least disk the journal keeps; above that it stays within twice of what is live.',
  }),
};

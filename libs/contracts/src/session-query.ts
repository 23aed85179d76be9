import type { z } from 'zod';
import {
  type Condition,
  type Field,
  Listing,
  type ListQuery,
  type Matches,
  type Parsed,
  type Sort,
} from './query/index.js';
import * as is from './query/kinds.js';
import { hibernationReasonSchema, resumeFailureSchema } from './reason.js';
import { type SessionView, sessionStateSchema, sessionViewSchema } from './session.js';

type V = SessionView;

/** Seconds until the hibernation ends; null while there is none. */
const secondsLeft = ({ deadline }: V, now: number) => (deadline === null ? null : (deadline - now) / 1000);

/** How full its queue is, 0…1; null where the queue has no limit. */
export const pressureOf = ({ unacked, queueLimit }: Pick<V, 'unacked' | 'queueLimit'>): number | null =>
  queueLimit === null ? null : unacked / Math.max(1, queueLimit);

/** What sessions can be filtered and sorted by: the fields of SessionView, and what follows from them. */
export const sessionFields = {
  id: is.text('id, which grows with the time of opening', (s: V) => s.id),
  user: { ...is.text('bare JID', (s: V) => s.user), lower: true },
  resource: is.text('resource', (s: V) => s.resource),
  state: is.choice('state', sessionStateSchema.options, (s: V) => s.state),
  streamManagement: is.flag('stream management is on', (s: V) => s.streamManagement),
  resumable: is.flag('resumption was granted', (s: V) => s.resumable),
  transport: is.choiceOrNone(
    'transport of its connection',
    sessionViewSchema.shape.transport.unwrap().options,
    (s: V) => s.transport,
  ),
  tls: is.textOrNone('TLS version of its connection', (s: V) => s.tls),
  address: is.textOrNone('address of its current or last connection', (s: V) => s.address),
  since: is.time('when it was opened', (s: V) => s.since),
  hibernatingSince: is.timeOrNone('when its hibernation began', (s: V) => s.hibernatingSince),
  hibernationReason: is.choiceOrNone(
    'why its connection was lost',
    hibernationReasonSchema.options,
    (s: V) => s.hibernationReason,
  ),
  deadline: is.timeOrNone('when its hibernation ends', (s: V) => s.deadline),
  timeLeft: {
    ...is.countOrNone('until its hibernation ends', secondsLeft),
    kind: 'seconds',
    // Two sessions keep their order while both run out: a page must not depend on when it was asked for.
    order: (s: V) => s.deadline,
  },
  unacked: is.count('stanzas sent or queued and not acknowledged', (s: V) => s.unacked),
  queueBytes: is.count('bytes of them', (s: V) => s.queueBytes),
  queueLimit: is.countOrNone('how many stanzas its queue may hold', (s: V) => s.queueLimit),
  pressure: is.countOrNone('share of the queue limit in use, 0 to 1', pressureOf),
  hIn: is.count('stanzas handled from the client', (s: V) => s.hIn),
  hOut: is.count('stanzas the client acknowledged', (s: V) => s.hOut),
  resumes: is.count('how often it was resumed', (s: V) => s.resumes),
  lastResumeFailure: is.choiceOrNone(
    'why the last resume that asked for it was refused',
    resumeFailureSchema.options,
    (s: V) => s.lastResumeFailure?.reason ?? null,
  ),
  ackRtt: is.countOrNone('last round trip of an acknowledgement, ms', (s: V) => s.ackRtt),
  available: is.flag('it has sent available presence', (s: V) => s.available),
  priority: is.count('priority of its presence', (s: V) => s.priority),
} as const satisfies Record<string, Field<V>>;

export type SessionField = keyof typeof sessionFields;
export type SessionSort = Sort<SessionField>;
export type SessionCondition = Condition<SessionField>;
/** The same with its filter read. */
export type SessionListQuery = ListQuery<SessionField>;

export const sessionListing = new Listing<V, SessionField>(sessionFields, (s) => s.id);

/** Query of `GET /sessions`; sorted by id, which is by the time of opening, unless it says otherwise. */
export const sessionQuerySchema = sessionListing.querySchema('id');
export type SessionQuery = z.infer<typeof sessionQuerySchema>;

/** Reads one condition or many, `unacked>10`; says of each mistake what is allowed there and what was probably meant. */
export const parseFilter = (texts: string | readonly string[]): Parsed<SessionField> =>
  sessionListing.parse(texts);

/** One test for all of the conditions; `now` is ms since the epoch. */
export const compileFilter = (conditions: readonly SessionCondition[]): Matches<V> =>
  sessionListing.matches(conditions);

/** For `toSorted`: what has no value comes last in either direction, the same values go by id. */
export const compareBy = (sort: SessionSort): ((a: V, b: V) => number) => {
  const { place, compare } = sessionListing.order(sort);
  return (a, b) => compare(place(a), place(b));
};

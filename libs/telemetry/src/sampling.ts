import { Draw } from './draw.js';
import type { RemoteParent } from './remote-parent.js';
import { tracing } from './tracing.js';

/**
 * What is drawn for separately. connect: stream, authentication and bind; lifecycle: a session's enabling, hibernations,
 * resumptions and end, one decision for all of a session's; storage: batches of journal and database.
 */
export type EventClass = 'connect' | 'lifecycle' | 'ack' | 'message' | 'storage';

/** Shares, 0 … 1. */
export type SamplingRatios = Readonly<Record<EventClass, number>>;

const ALL: SamplingRatios = { connect: 1, lifecycle: 1, ack: 1, message: 1, storage: 1 };

let draws = drawsOf(ALL);

/** Until told otherwise, everything is recorded. */
export function setSamplingRatios(ratios: Partial<SamplingRatios>): void {
  draws = drawsOf({ ...ALL, ...ratios });
}

/**
 * Decides before there is a span, since even one that is thrown away costs microseconds: a sampled remote parent, then the
 * list of users, then the class's ratio. XMPP carries no trace context, so only HTTP requests have a remote parent.
 * Allocates nothing.
 * @param now ms since the epoch
 * @param user the bare JID of whom it is about, where that is known
 */
export function sampled(kind: EventClass, now: number, user?: string, remote?: RemoteParent): boolean {
  if (!wanted(kind)) return false;
  if (remote?.sampled) return true;
  if (user !== undefined && isTraced(user, now)) return true;
  return draws[kind].take();
}

/** Whether anything is told of single messages and acknowledgements: one look at the switches. */
export const stanzasTold = (): boolean => tracing.enabled && !tracing.lifecycleOnly;

const wanted = (kind: EventClass): boolean =>
  tracing.enabled && (!tracing.lifecycleOnly || kind === 'lifecycle' || kind === 'connect');

/** Whether the user is on the list of those of whom everything is recorded. */
export function isTraced(user: string, now: number): boolean {
  return tracing.enabled && !tracing.users.empty && tracing.users.has(user, now);
}

/** Whether this event of nobody's is among those that its class's ratio draws; allocates nothing either. */
export const drawn = (kind: EventClass): boolean => wanted(kind) && draws[kind].take();

function drawsOf(ratios: SamplingRatios): Readonly<Record<EventClass, Draw>> {
  return {
    connect: new Draw(ratios.connect),
    lifecycle: new Draw(ratios.lifecycle),
    ack: new Draw(ratios.ack),
    message: new Draw(ratios.message),
    storage: new Draw(ratios.storage),
  };
}

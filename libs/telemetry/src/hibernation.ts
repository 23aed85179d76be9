import { SpanKind } from '@opentelemetry/api';
import { emit } from './emit.js';
import { attributes as a, spanNames } from './names.js';
import { about, type SessionRef, type SpanRef } from './session-ref.js';
import { tracing } from './tracing.js';

export interface HibernationStart {
  readonly session: SessionRef;
  readonly reason: string;
  readonly unacked: number;
  /** When it ends unless resumed. Wall clock, milliseconds since the epoch, as is `at`. */
  readonly deadline: number;
  readonly at: number;
  /** The lost connection's `xmpp.stream.open`. */
  readonly link?: SpanRef | undefined;
}

/** A session fell asleep. Keep the answer with the session: everything that ends the hibernation links to it. */
export function recordHibernationStart(start: HibernationStart): SpanRef | undefined {
  if (!tracing.enabled) return undefined;
  return emit({
    name: spanNames.hibernationStart,
    kind: SpanKind.INTERNAL,
    startedAt: start.at,
    endedAt: start.at,
    link: start.link,
    attributes: about(start.session, {
      [a.reason]: start.reason,
      [a.unacked]: start.unacked,
      [a.deadline]: isoTime(start.deadline),
    }),
  });
}

export interface Hibernation {
  readonly session: SessionRef;
  readonly startedAt: number;
  readonly endedAt: number;
  /** `resumed`, or how the session ended. */
  readonly outcome: string;
  /** Stanzas queued while asleep. */
  readonly queued: number;
  readonly link: SpanRef | undefined;
}

/** The whole hibernation, written back-dated when it is over: held open it would be invisible until then, and lost in a crash. */
export function recordHibernation(hibernation: Hibernation): SpanRef | undefined {
  if (!tracing.enabled) return undefined;
  return emit({
    name: spanNames.hibernation,
    kind: SpanKind.INTERNAL,
    startedAt: hibernation.startedAt,
    endedAt: hibernation.endedAt,
    link: hibernation.link,
    attributes: about(hibernation.session, {
      [a.outcome]: hibernation.outcome,
      [a.queued]: hibernation.queued,
    }),
  });
}

/** How many stanzas of an ended session met which fate. */
export interface Fates {
  readonly bounced: number;
  readonly stored: number;
  readonly rerouted: number;
  readonly dropped: number;
}

export interface SessionEnd {
  readonly session: SessionRef;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly fates: Fates;
  /** The `xmpp.sm.hibernation.start` it ends, or the stream while connected. */
  readonly link: SpanRef | undefined;
  /** Why: the timer or an operator; for an eviction the limit that pushed it out. */
  readonly reason: string;
}

/** Time ran out on a hibernating session. */
export function recordExpire(end: SessionEnd): SpanRef | undefined {
  return tracing.enabled ? emitEnd(spanNames.expire, end) : undefined;
}

/** A limit pushed a session out. */
export function recordEvict(end: SessionEnd): SpanRef | undefined {
  return tracing.enabled ? emitEnd(spanNames.evict, end) : undefined;
}

/** An operator ended a session, connected or not. */
export function recordKill(end: SessionEnd): SpanRef | undefined {
  return tracing.enabled ? emitEnd(spanNames.kill, end) : undefined;
}

function emitEnd(name: string, end: SessionEnd): SpanRef | undefined {
  return emit({
    name,
    kind: SpanKind.INTERNAL,
    startedAt: end.at,
    endedAt: end.at,
    link: end.link,
    attributes: about(end.session, {
      [a.reason]: end.reason,
      [a.bounced]: end.fates.bounced,
      [a.stored]: end.fates.stored,
      [a.rerouted]: end.fates.rerouted,
      [a.dropped]: end.fates.dropped,
    }),
  });
}

/** ISO 8601; undefined for what no Date can hold, because telemetry never throws. */
function isoTime(ms: number): string | undefined {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

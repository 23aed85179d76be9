import { type Attributes, type Link, type SpanContext, TraceFlags } from '@opentelemetry/api';
import { attributes as a } from './names.js';
import { tracing } from './tracing.js';

/** Whom a span is about. */
export interface SessionRef {
  /** The session's public id; never the smId, which is a take-over secret. */
  readonly id: string;
  /** From `userHash`. */
  readonly userHash: string;
  /** The bare JID; leaves the process only while `tracing.userId` is set. */
  readonly user?: string;
}

/** A finished span as plain strings (hex), so that it can be kept in the journal and linked to after a restart. */
export interface SpanRef {
  readonly traceId: string;
  readonly spanId: string;
}

/**
 * The attributes of a span about a session: these and the session's own, which are added to them. Not `{ ...session's, [name]:
 * value }`: a literal that spreads and has computed names costs V8 nearly ten microseconds, more than the rest of a span.
 */
export function about(session: SessionRef | undefined, attributes: Attributes): Attributes {
  if (session === undefined) return attributes;
  attributes[a.sessionId] = session.id;
  attributes[a.userHash] = session.userHash;
  if (tracing.userId && session.user !== undefined) attributes[a.userId] = session.user;
  return attributes;
}

/** The span context a reference stands for. Only sampled spans are ever referred to, and all of them are our own. */
export const spanContextOf = (ref: SpanRef): SpanContext => ({
  traceId: ref.traceId,
  spanId: ref.spanId,
  traceFlags: TraceFlags.SAMPLED,
  isRemote: false,
});

export const linksTo = (...refs: readonly SpanRef[]): Link[] =>
  refs.map((ref) => ({ context: spanContextOf(ref) }));

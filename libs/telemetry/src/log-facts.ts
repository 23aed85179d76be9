import type { SpanRef } from './session-ref.js';

/** What a line of the log says for programs beside its words, by the names that collectors of logs look for. */
export interface LogFacts {
  readonly 'session.id'?: string;
  readonly trace_id?: string;
  readonly span_id?: string;
}

/** Whom a line is about, and which span tells the same: give it to Nest's logger behind the message. */
export function logFacts(sessionId: string | undefined, span: SpanRef | undefined): LogFacts {
  return {
    ...(sessionId !== undefined && { 'session.id': sessionId }),
    ...(span !== undefined && { trace_id: span.traceId, span_id: span.spanId }),
  };
}

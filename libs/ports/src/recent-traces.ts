import type { TelemetryView, TraceSummary, TraceView } from '#contracts';

export const RECENT_TRACES = Symbol('RecentTraces');

/** Traces of late, as far as the process remembers them, for those who have no collector. */
export interface RecentTraces {
  /** One trace; undefined when nothing of it is remembered. */
  trace(traceId: string): TraceView | undefined;
  /** Newest first. @param session only those with a span about it */
  list(limit: number, session?: string): readonly TraceSummary[];
  /** What is remembered, and where else traces are. */
  telemetry(): TelemetryView;
}

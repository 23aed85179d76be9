import type { TelemetryView, TraceSummary, TraceView } from '#contracts';
import type { RecentTraces } from '#ports';

/** Traces that a test put there. */
export class MemoryTraces implements RecentTraces {
  readonly views: TraceView[] = [];
  /** By session id. */
  readonly sessions = new Map<string, string[]>();
  facts: TelemetryView = {
    exporting: false,
    failing: [],
    traceUrl: null,
    ring: { spans: 0, bytes: 0, limit: 8_388_608, forgotten: 0 },
  };

  trace(traceId: string): TraceView | undefined {
    return this.views.find((view) => view.traceId === traceId);
  }

  list(limit: number, session?: string): TraceSummary[] {
    const wanted = session === undefined ? undefined : (this.sessions.get(session) ?? []);
    return this.views
      .filter(({ traceId }) => wanted?.includes(traceId) ?? true)
      .slice(0, limit)
      .map(({ traceId, spans }) => ({
        traceId,
        name: spans[0]?.name ?? '',
        startedAt: 1,
        endedAt: 2,
        spans: spans.length,
        failed: false,
      }));
  }

  telemetry(): TelemetryView {
    return this.facts;
  }
}

import type { TelemetryView, TraceSummary, TraceView } from '#contracts';
import type { RecentTraces } from '#ports';
import type { TraceRing } from './trace-ring.js';

/** Jaeger's own page, where its all-in-one runs beside the server. */
export const JAEGER_URL = 'http://127.0.0.1:16686/trace/{traceId}';

/** The ring as the admin API sees it. */
export class TraceMemory implements RecentTraces {
  readonly #traceUrl: string | null;

  /** @param traceUrl as configured; where it is not, Jaeger's, but only if there is a collector at all */
  constructor(
    private readonly ring: TraceRing,
    private readonly exporting: boolean,
    private readonly troubles: { readonly failing: TelemetryView['failing'] },
    traceUrl: string | undefined,
  ) {
    this.#traceUrl = traceUrl ?? (exporting ? JAEGER_URL : null);
  }

  trace(traceId: string): TraceView | undefined {
    return this.ring.trace(traceId);
  }

  list(limit: number, session?: string): readonly TraceSummary[] {
    return this.ring.list(limit, session);
  }

  telemetry(): TelemetryView {
    const { spans, bytes, limit, forgotten } = this.ring;
    return {
      exporting: this.exporting,
      failing: this.troubles.failing,
      traceUrl: this.#traceUrl,
      ring: { spans, bytes, limit, forgotten },
    };
  }
}

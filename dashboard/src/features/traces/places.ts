import type { TraceSpan } from '#contracts';

/** Where a span is drawn: how deep, and from where to where in percent of its trace's time. */
export interface Place {
  readonly depth: number;
  readonly left: number;
  readonly width: number;
}

/** Narrower than this nobody sees a bar. */
const LEAST_WIDTH = 0.5;

/** Places of a trace's spans, in their order. A span whose parent is not among them stands at the edge. */
export function placesOf(spans: readonly TraceSpan[]): Place[] {
  const begin = Math.min(...spans.map((span) => span.startedAt));
  const length = Math.max(...spans.map((span) => span.endedAt)) - begin;
  const percent = (ms: number) => (length === 0 ? 0 : (ms / length) * 100);
  return spans.map((span) => {
    const width = Math.max(percent(span.endedAt - span.startedAt), LEAST_WIDTH);
    const left = Math.min(percent(span.startedAt - begin), 100 - width);
    return { depth: depthOf(span, spans), left, width };
  });
}

function depthOf(span: TraceSpan, spans: readonly TraceSpan[]): number {
  let depth = 0;
  for (let at: TraceSpan | undefined = span; depth < spans.length; depth += 1) {
    const parent: string | null = at.parentSpanId;
    at = spans.find(({ spanId }) => spanId === parent);
    if (at === undefined) return depth;
  }
  return 0;
}

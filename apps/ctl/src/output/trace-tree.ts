import type { TraceSpan, TraceView } from '#contracts';

/** The spans of a trace, each below the one that it is part of. */
export function traceTree({ spans, followedBy }: TraceView): string {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const roots = spans.filter(({ parentSpanId }) => parentSpanId === null || !ids.has(parentSpanId));
  return [
    ...roots.flatMap((root) => branch(root, spans, '')),
    ...followedBy.map(({ name, traceId }) => `followed by ${name} in trace ${traceId}`),
  ].join('\n');
}

function branch(span: TraceSpan, spans: readonly TraceSpan[], indent: string): string[] {
  const attributes = Object.entries(span.attributes).map(([name, value]) => `${name}=${value}`);
  const took = (span.endedAt - span.startedAt).toFixed(1);
  const line = [`${span.name} ${took} ms${span.failed ? ' FAILED' : ''}`, ...attributes].join('  ');
  const parts = spans.filter(({ parentSpanId }) => parentSpanId === span.spanId);
  return [
    (indent + line).replace(/\p{Cc}/gu, '�'),
    ...span.links.map(({ traceId }) => `${indent}  after trace ${traceId}`),
    ...parts.flatMap((part) => branch(part, spans, `${indent}  `)),
  ];
}

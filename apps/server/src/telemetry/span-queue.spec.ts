import { TraceFlags } from '@opentelemetry/api';
import { expect, it } from 'vitest';
import type { ReadableSpan, SpanProcessor } from './sdk.js';
import { BoundedSpanProcessor } from './span-queue.js';

const span = (traceFlags: number) => ({ spanContext: () => ({ traceFlags }) }) as unknown as ReadableSpan;

it('holds no more sampled spans than its limit, and has room again when they are taken', () => {
  const passed: number[] = [];
  const batches = { onEnd: (s: ReadableSpan) => passed.push(s.spanContext().traceFlags) };
  const queue = new BoundedSpanProcessor(2, batches as unknown as SpanProcessor);
  const end = (traceFlags: number, times: number) => {
    for (let i = 0; i < times; i++) queue.onEnd(span(traceFlags));
  };
  // The batch processor ignores unsampled spans, so they would be waited for until the end.
  end(TraceFlags.NONE, 5);
  expect(passed).toEqual([]);
  end(TraceFlags.SAMPLED, 3);
  expect(passed).toHaveLength(2);
  queue.taken([0, 1]);
  end(TraceFlags.SAMPLED, 3);
  expect(passed).toHaveLength(4);
});

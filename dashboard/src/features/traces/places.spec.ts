import { describe, expect, it } from 'vitest';
import type { TraceSpan } from '#contracts';
import { placesOf } from './places.js';

const span = (
  spanId: string,
  parentSpanId: string | null,
  startedAt: number,
  endedAt: number,
): TraceSpan => ({
  traceId: 't',
  spanId,
  parentSpanId,
  name: spanId,
  kind: 'internal',
  startedAt,
  endedAt,
  failed: false,
  attributes: {},
  links: [],
});

describe('the places of spans', () => {
  it('are their share of the trace’s time, children deeper', () => {
    const spans = [span('a', null, 100, 300), span('b', 'a', 150, 200), span('c', 'b', 150, 150)];
    expect(placesOf(spans)).toEqual([
      { depth: 0, left: 0, width: 100 },
      { depth: 1, left: 25, width: 25 },
      { depth: 2, left: 25, width: 0.5 },
    ]);
  });

  it('can be seen for a moment at the end, for a trace without length, and without the parent', () => {
    expect(placesOf([span('a', null, 0, 100), span('b', 'gone', 100, 100)])[1]).toEqual({
      depth: 0,
      left: 99.5,
      width: 0.5,
    });
    expect(placesOf([span('a', null, 7, 7)])).toEqual([{ depth: 0, left: 0, width: 0.5 }]);
    expect(placesOf([span('a', 'a', 7, 7)])[0]?.depth).toBe(0);
  });
});

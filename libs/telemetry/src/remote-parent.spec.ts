import { describe, expect, it } from 'vitest';
import { readTraceparent } from './remote-parent.js';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const spanId = 'b7ad6b7169203331';

describe('a traceparent', () => {
  it('names trace and span, and whether it is sampled', () => {
    expect(readTraceparent(`00-${traceId}-${spanId}-01`)).toEqual({ traceId, spanId, sampled: true });
    expect(readTraceparent(` 00-${traceId}-${spanId}-03 `)).toMatchObject({ sampled: true });
    expect(readTraceparent(`00-${traceId}-${spanId}-02`)).toMatchObject({ sampled: false });
    expect(readTraceparent(`cc-${traceId}-${spanId}-01-more`)).toMatchObject({ traceId, spanId });
  });

  it.each([
    undefined,
    [`00-${traceId}-${spanId}-01`, `00-${traceId}-${spanId}-01`],
    '',
    `ff-${traceId}-${spanId}-01`,
    `00-${traceId}-${spanId}-01-more`,
    `00-${'0'.repeat(32)}-${spanId}-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
    `00-${traceId.toUpperCase()}-${spanId}-01`,
    `00-${traceId}-${spanId}`,
  ])('that breaks the rules is none: %s', (header) => {
    expect(readTraceparent(header)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import type { TraceSpan } from '#contracts';
import { TraceRing } from './trace-ring.js';

let made = 0;
const span = (about: Partial<TraceSpan> = {}): TraceSpan => {
  made += 1;
  return {
    traceId: 'a'.repeat(32),
    spanId: String(made).padStart(16, '0'),
    parentSpanId: null,
    name: 'xmpp.sm.enable',
    kind: 'server',
    startedAt: made,
    endedAt: made + 1,
    failed: false,
    attributes: {},
    links: [],
    ...about,
  };
};
const id = (digit: string) => digit.repeat(32);

describe('the trace ring', () => {
  it('gives a trace back as it was, in the order of its spans’ beginnings', () => {
    const ring = new TraceRing(100_000);
    const stream = span({ startedAt: 5, attributes: { 'network.transport': 'tcp', n: 1, yes: true } });
    const auth = span({ startedAt: 7, parentSpanId: stream.spanId });
    for (const one of [auth, stream, span({ traceId: id('b') })]) ring.keep(one);
    expect(ring.trace(id('a'))).toEqual({ traceId: id('a'), spans: [stream, auth], followedBy: [] });
    expect(ring.trace(id('c'))).toBeUndefined();
  });

  it('tells what came of a trace, which only the other side has written down', () => {
    const ring = new TraceRing(100_000);
    const start = span({ traceId: id('b') });
    const link = { traceId: start.traceId, spanId: start.spanId };
    const resume = span({ traceId: id('c'), name: 'xmpp.sm.resume', startedAt: 40, links: [link] });
    // One that only mentions it does not follow from it.
    const mention = span({ traceId: id('d'), attributes: { 'admin.target': start.traceId } });
    for (const one of [start, resume, mention]) ring.keep(one);
    expect(ring.trace(id('b'))?.followedBy).toEqual([
      { traceId: id('c'), spanId: resume.spanId, name: 'xmpp.sm.resume', startedAt: 40 },
    ]);
  });

  it('lists traces newest first, those of a session with all that is in them', () => {
    const ring = new TraceRing(100_000);
    const about = { attributes: { 'session.id': 's1' } };
    ring.keep(span({ name: 'xmpp.stream.open', startedAt: 1 }));
    ring.keep(span({ name: 'xmpp.bind', startedAt: 2, endedAt: 8, ...about }));
    ring.keep(span({ traceId: id('b'), attributes: { 'session.id': 's2' } }));
    ring.keep(span({ traceId: id('c'), name: 'xmpp.sm.expire', failed: true, ...about }));
    expect(ring.list(10).map((trace) => trace.traceId)).toEqual([id('c'), id('b'), id('a')]);
    expect(ring.list(1).map((trace) => trace.traceId)).toEqual([id('c')]);
    expect(ring.list(10, 's1')).toMatchObject([
      { traceId: id('c'), spans: 1, failed: true },
      { traceId: id('a'), name: 'xmpp.stream.open', startedAt: 1, endedAt: 8, spans: 2, failed: false },
    ]);
  });

  it('keeps within its bytes for ever: the oldest goes first, and what does not fit at all is not kept', () => {
    const ring = new TraceRing(20_000);
    const words = { words: 'ü'.repeat(100) };
    for (let i = 0; i < 5000; i += 1) {
      ring.keep(span({ traceId: i.toString(16).padStart(32, '0'), attributes: words }));
      expect(ring.bytes).toBeLessThanOrEqual(20_000);
    }
    const { spans } = ring;
    expect(spans).toBeGreaterThan(20);
    expect(ring.forgotten).toBe(5000 - spans);
    const kept = ring.list(200).map((trace) => Number.parseInt(trace.traceId, 16));
    expect(kept).toEqual(Array.from({ length: spans }, (_, i) => 4999 - i));
    ring.keep(span({ attributes: { words: 'x'.repeat(20_000) } }));
    expect(ring.spans).toBe(spans);
  });

  it('counts what a string costs: two bytes a character once one is beyond Latin-1', () => {
    const costs = (words: string) => {
      const ring = new TraceRing(100_000);
      ring.keep(span({ attributes: { words } }));
      return ring.bytes;
    };
    expect(costs('ж'.repeat(1000))).toBeGreaterThan(costs('x'.repeat(1000)) + 1000);
  });

  it('keeps nothing where it has no room', () => {
    const ring = new TraceRing(0);
    ring.keep(span());
    expect([ring.spans, ring.bytes]).toEqual([0, 0]);
  });
});

import type { TraceSpan, TraceSummary, TraceView } from '#contracts';

interface Entry {
  readonly traceId: string;
  readonly session: unknown;
  /** The span as JSON: one flat string is all it costs, and only who reads it takes it apart. */
  readonly text: string;
  readonly bytes: number;
}

/** What an entry takes besides its text: the object, its slot, two strings for ids. 160 bytes as measured with Node 20. */
const ENTRY_BYTES = 160;

/** Spans of late in a bounded number of bytes; the oldest makes room for the newest. */
export class TraceRing {
  #entries: (Entry | undefined)[] = [];
  #oldest = 0;
  bytes = 0;
  forgotten = 0;

  /** @param limit bytes */
  constructor(readonly limit: number) {}

  get spans(): number {
    return this.#entries.length - this.#oldest;
  }

  keep(span: TraceSpan): void {
    const text = JSON.stringify(span);
    const bytes = ENTRY_BYTES + textBytes(text);
    if (bytes > this.limit) return;
    while (this.bytes + bytes > this.limit) this.#forget();
    this.#entries.push({ traceId: span.traceId, session: span.attributes['session.id'], text, bytes });
    this.bytes += bytes;
  }

  trace(traceId: string): TraceView | undefined {
    const spans = this.#find((entry) => entry.traceId === traceId).sort(byStart);
    if (spans.length === 0) return undefined;
    const followers = this.#find((entry) => entry.traceId !== traceId && entry.text.includes(traceId));
    const followedBy = followers
      .filter(({ links }) => links.some((link) => link.traceId === traceId))
      .map(({ spanId, startedAt, name, traceId: of }) => ({ traceId: of, spanId, name, startedAt }));
    return { traceId, spans, followedBy };
  }

  list(limit: number, session?: string): TraceSummary[] {
    const wanted = new Set<string>();
    for (let i = this.#entries.length - 1; i >= this.#oldest && wanted.size < limit; i -= 1) {
      const entry = this.#entries[i] as Entry;
      if (session === undefined || entry.session === session) wanted.add(entry.traceId);
    }
    const traces = new Map<string, TraceSpan[]>([...wanted].map((traceId) => [traceId, []]));
    for (const span of this.#find(({ traceId }) => wanted.has(traceId))) traces.get(span.traceId)?.push(span);
    return [...traces.values()].map(summaryOf);
  }

  #find(fits: (entry: Entry) => boolean): TraceSpan[] {
    const found: TraceSpan[] = [];
    for (let i = this.#oldest; i < this.#entries.length; i += 1) {
      const entry = this.#entries[i] as Entry;
      if (fits(entry)) found.push(JSON.parse(entry.text) as TraceSpan);
    }
    return found;
  }

  #forget(): void {
    this.bytes -= this.#entries[this.#oldest]?.bytes ?? 0;
    this.#entries[this.#oldest] = undefined;
    this.#oldest += 1;
    this.forgotten += 1;
    // Moved together once half of it is gone, so that each span is moved once on the average.
    if (this.#oldest * 2 >= this.#entries.length) {
      this.#entries = this.#entries.slice(this.#oldest);
      this.#oldest = 0;
    }
  }
}

const byStart = (a: TraceSpan, b: TraceSpan) => a.startedAt - b.startedAt;

function summaryOf(spans: TraceSpan[]): TraceSummary {
  const [first] = spans.sort(byStart) as [TraceSpan];
  return {
    traceId: first.traceId,
    name: first.name,
    startedAt: first.startedAt,
    endedAt: Math.max(...spans.map((span) => span.endedAt)),
    spans: spans.length,
    failed: spans.some((span) => span.failed),
  };
}

/** V8 keeps a string in one byte per character as long as all are Latin-1. */
function textBytes(text: string): number {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 0xff) return 2 * text.length;
  return text.length;
}

import type { ReceivedSpan } from './otlp-messages.js';

/** A span in words that are the same on every run: labels instead of ids, and nothing of its times. */
export interface ToldSpan {
  readonly label: string;
  readonly name: string;
  readonly kind: ReceivedSpan['kind'];
  readonly parent?: string | undefined;
  readonly links?: readonly string[] | undefined;
  readonly failure?: string | undefined;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Attributes whose values are made up on every run, and what stands for one of them. */
const INVENTED: Readonly<Record<string, string>> = { 'session.id': 'session', 'user.hash': 'user' };

/**
 * Received spans by the labels of those that are expected: the first of a name gets the label of the first expected of that
 * name, and so on. What is received beyond that is labelled by its name and number. Links to spans nobody received are told
 * by their id, so that they cannot be taken for anything.
 */
export function tellSpans(received: readonly ReceivedSpan[], expected: readonly ToldSpan[]): ToldSpan[] {
  const labels = labelled(received, expected);
  const aliases = new Map<unknown, string>();
  const counts = new Map<string, number>();
  const alias = (key: string, value: unknown): unknown => {
    const kind = INVENTED[key];
    if (kind === undefined) return value;
    if (!aliases.has(value)) {
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      aliases.set(value, `${kind} ${count}`);
    }
    return aliases.get(value);
  };
  return received.map((span) => {
    const { 'error.type': failure, ...attributes } = span.attributes;
    const links = span.links.map(({ spanId }) => labels.get(spanId) ?? spanId);
    return {
      label: labels.get(span.spanId) as string,
      name: span.name,
      kind: span.kind,
      ...(span.parentSpanId && { parent: labels.get(span.parentSpanId) ?? span.parentSpanId }),
      ...(links.length > 0 && { links }),
      ...(failure !== undefined && { failure: String(failure) }),
      attributes: Object.fromEntries(
        Object.entries(attributes).map(([key, value]) => [key, alias(key, value)]),
      ),
    };
  });
}

/** Span id → label. */
function labelled(received: readonly ReceivedSpan[], expected: readonly ToldSpan[]): Map<string, string> {
  const seen = new Map<string, number>();
  return new Map(
    received.map(({ name, spanId }) => {
      const nth = seen.get(name) ?? 0;
      seen.set(name, nth + 1);
      const label = expected.filter((span) => span.name === name)[nth]?.label;
      return [spanId, label ?? `${name} no. ${nth + 1}`];
    }),
  );
}

/** The spans that first links lead to from this one, itself first; ends where nothing is linked or nobody has it. */
export function backwards(from: ReceivedSpan, among: readonly ReceivedSpan[]): ReceivedSpan[] {
  const way = [from];
  for (let at: ReceivedSpan | undefined = from; at !== undefined; ) {
    const link: ReceivedSpan['links'][number] | undefined = at.links[0];
    at = among.find((span) => span.spanId === link?.spanId && span.traceId === link.traceId);
    if (at !== undefined && way.includes(at)) throw new Error(`${at.name} leads back to itself`);
    if (at !== undefined) way.push(at);
  }
  return way;
}

import protobuf from 'protobufjs';

/**
 * The parts of OpenTelemetry's protocol (opentelemetry-proto 1.x, messages `ExportTraceServiceRequest` and
 * `ExportMetricsServiceRequest`) that tests look at. Unknown fields are skipped, as protobuf does.
 */
const definition = `
syntax = "proto3";
message Traces { repeated ResourceSpans resource_spans = 1; }
message ResourceSpans { Resource resource = 1; repeated ScopeSpans scope_spans = 2; }
message ScopeSpans { Scope scope = 1; repeated Span spans = 2; string schema_url = 3; }
message Scope { string name = 1; string version = 2; }
message Resource { repeated KeyValue attributes = 1; }
message Span {
  bytes trace_id = 1;
  bytes span_id = 2;
  bytes parent_span_id = 4;
  string name = 5;
  Kind kind = 6;
  fixed64 start_time_unix_nano = 7;
  fixed64 end_time_unix_nano = 8;
  repeated KeyValue attributes = 9;
  repeated Event events = 11;
  repeated Link links = 13;
  Status status = 15;
}
enum Kind { UNSPECIFIED = 0; INTERNAL = 1; SERVER = 2; CLIENT = 3; PRODUCER = 4; CONSUMER = 5; }
message Event { fixed64 time_unix_nano = 1; string name = 2; repeated KeyValue attributes = 3; }
message Link { bytes trace_id = 1; bytes span_id = 2; repeated KeyValue attributes = 4; }
message Status { string message = 2; Code code = 3; }
enum Code { UNSET = 0; OK = 1; ERROR = 2; }
message KeyValue { string key = 1; AnyValue value = 2; }
message AnyValue {
  oneof value {
    string string_value = 1;
    bool bool_value = 2;
    int64 int_value = 3;
    double double_value = 4;
    ArrayValue array_value = 5;
  }
}
message ArrayValue { repeated AnyValue values = 1; }
message Metrics { repeated ResourceMetrics resource_metrics = 1; }
message ResourceMetrics { Resource resource = 1; repeated ScopeMetrics scope_metrics = 2; }
message ScopeMetrics { Scope scope = 1; repeated Metric metrics = 2; }
message Metric {
  string name = 1;
  string unit = 3;
  oneof data { Points gauge = 5; Points sum = 7; Distributions histogram = 9; }
}
message Points { repeated Point data_points = 1; }
message Point {
  oneof value { double as_double = 4; sfixed64 as_int = 6; }
  repeated KeyValue attributes = 7;
}
message Distributions { repeated Distribution data_points = 1; }
message Distribution {
  fixed64 count = 4;
  double sum = 5;
  repeated double explicit_bounds = 7;
  repeated KeyValue attributes = 9;
}
`;

const { root } = protobuf.parse(definition);
const options = { longs: String, enums: String, bytes: String, arrays: true, objects: true, oneofs: true };

type Attributes = Record<string, unknown>;
interface KeyValue {
  key: string;
  value: AnyValue | null;
}
type AnyValue = { value: string; arrayValue?: { values: AnyValue[] } } & Record<string, unknown>;

/** A span as it crossed the wire; ids in hex, times in milliseconds since the epoch. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly name: string;
  readonly kind: 'UNSPECIFIED' | 'INTERNAL' | 'SERVER' | 'CLIENT' | 'PRODUCER' | 'CONSUMER';
  readonly startedAt: number;
  readonly endedAt: number;
  readonly attributes: Attributes;
  readonly events: readonly { name: string; at: number; attributes: Attributes }[];
  readonly links: readonly { traceId: string; spanId: string; attributes: Attributes }[];
  readonly status: { readonly code: 'UNSET' | 'OK' | 'ERROR'; readonly message: string };
  readonly resource: Attributes;
  readonly scope: { readonly name: string; readonly schemaUrl: string };
}

export interface ReceivedMetric {
  readonly name: string;
  readonly unit: string;
  /** A histogram's value is its count and sum. */
  readonly points: readonly { attributes: Attributes; value: number; sum?: number }[];
  readonly resource: Attributes;
}

// biome-ignore lint/suspicious/noExplicitAny: what protobufjs makes of the definition above has no type of its own
const decode = (type: string, body: Uint8Array): any => {
  const message = root.lookupType(type);
  return message.toObject(message.decode(body), { ...options, defaults: true });
};

const hex = (base64: string) => Buffer.from(base64, 'base64').toString('hex');
const millis = (nanos: string) => Number(BigInt(nanos) / 1000n) / 1000;

function plain(any: AnyValue | null): unknown {
  if (any === null || any.value === undefined) return undefined;
  if (any.value === 'arrayValue') return any.arrayValue?.values.map(plain);
  return any.value === 'intValue' ? Number(any['intValue']) : any[any.value];
}

const attributesOf = (pairs: readonly KeyValue[] | undefined): Attributes =>
  Object.fromEntries((pairs ?? []).map(({ key, value }) => [key, plain(value)]));

/** @throws when the body is not an `ExportTraceServiceRequest` */
export function decodeSpans(body: Uint8Array): ReceivedSpan[] {
  const found: ReceivedSpan[] = [];
  for (const { resource, scopeSpans } of decode('Traces', body).resourceSpans)
    for (const { scope, schemaUrl, spans } of scopeSpans)
      for (const span of spans)
        found.push({
          traceId: hex(span.traceId),
          spanId: hex(span.spanId),
          parentSpanId: hex(span.parentSpanId) || undefined,
          name: span.name,
          kind: span.kind,
          startedAt: millis(span.startTimeUnixNano),
          endedAt: millis(span.endTimeUnixNano),
          attributes: attributesOf(span.attributes),
          events: span.events.map(
            (event: { name: string; timeUnixNano: string; attributes: KeyValue[] }) => ({
              name: event.name,
              at: millis(event.timeUnixNano),
              attributes: attributesOf(event.attributes),
            }),
          ),
          links: span.links.map((link: { traceId: string; spanId: string; attributes: KeyValue[] }) => ({
            traceId: hex(link.traceId),
            spanId: hex(link.spanId),
            attributes: attributesOf(link.attributes),
          })),
          status: { code: span.status?.code ?? 'UNSET', message: span.status?.message ?? '' },
          resource: attributesOf(resource?.attributes),
          scope: { name: scope?.name ?? '', schemaUrl },
        });
  return found;
}

/** @throws when the body is not an `ExportMetricsServiceRequest` */
export function decodeMetrics(body: Uint8Array): ReceivedMetric[] {
  const found: ReceivedMetric[] = [];
  for (const { resource, scopeMetrics } of decode('Metrics', body).resourceMetrics)
    for (const { metrics } of scopeMetrics)
      for (const metric of metrics)
        found.push({
          name: metric.name,
          unit: metric.unit,
          points: (metric[metric.data]?.dataPoints ?? []).map(
            (point: Record<string, unknown> & { attributes: KeyValue[] }) => {
              const attributes = attributesOf(point.attributes);
              if (metric.data === 'histogram')
                return { attributes, value: Number(point['count']), sum: point['sum'] };
              return { attributes, value: Number(point[String(point['value'])]) };
            },
          ),
          resource: attributesOf(resource?.attributes),
        });
  return found;
}

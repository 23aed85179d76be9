import { once } from 'node:events';
import { createServer } from 'node:http';

/** Field numbers of OTLP's `ExportTraceServiceRequest`, down to a span's name. */
const RESOURCE_SPANS = 1;
const SCOPE_SPANS = 2;
const SPANS = 2;
const NAME = 5;

/** The fields of a protobuf message that hold bytes, as [number, bytes]; others are passed over. */
function* fields(bytes) {
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const key = varint();
    const wire = key & 7;
    if (wire === 2) {
      const length = varint();
      yield [Math.floor(key / 8), bytes.subarray(at, at + length)];
      at += length;
    } else if (wire === 0) varint();
    else at += wire === 1 ? 8 : 4;
  }
}

const within = (bytes, number) => [...fields(bytes)].filter(([n]) => n === number).map(([, inner]) => inner);

/** A collector that counts and keeps nothing: spans by name, and bytes as they came. */
export class OtlpSink {
  spans = new Map();
  bytes = 0;
  #server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    this.#count(Buffer.concat(chunks));
    response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
  });

  static async start() {
    const sink = new OtlpSink();
    sink.#server.listen(0, '127.0.0.1');
    await once(sink.#server, 'listening');
    return sink;
  }

  get url() {
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  get total() {
    return [...this.spans.values()].reduce((a, b) => a + b, 0);
  }

  /** Answers what has come since the last time. */
  take() {
    const taken = { spans: this.spans, total: this.total, bytes: this.bytes };
    this.spans = new Map();
    this.bytes = 0;
    return taken;
  }

  stop() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #count(body) {
    this.bytes += body.length;
    for (const resource of within(body, RESOURCE_SPANS))
      for (const scope of within(resource, SCOPE_SPANS))
        for (const span of within(scope, SPANS)) {
          const name = within(span, NAME)[0]?.toString('utf8') ?? '';
          this.spans.set(name, (this.spans.get(name) ?? 0) + 1);
        }
  }
}

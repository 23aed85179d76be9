import {
  Metadata,
  type MethodDefinition,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type sendUnaryData,
  status,
} from '@grpc/grpc-js';
import { CollectedTelemetry } from './otlp-collected.js';

/** What the receiver does with a call: keep it, refuse it with a status of gRPC, or never answer. */
export type GrpcMood = 'accept' | 'hang' | 'RESOURCE_EXHAUSTED' | 'UNAVAILABLE';

/** Messages pass as bytes: what they hold is read by `otlp-messages.ts`. */
const method = (service: string): MethodDefinition<Buffer, Buffer> => ({
  path: `/opentelemetry.proto.collector.${service}/Export`,
  requestStream: false,
  responseStream: false,
  requestSerialize: (bytes) => bytes,
  requestDeserialize: (bytes) => bytes,
  responseSerialize: (bytes) => bytes,
  responseDeserialize: (bytes) => bytes,
});

const NOTHING_TO_SAY = Buffer.alloc(0);

/** A collector: OTLP over gRPC, without TLS, on loopback. */
export class OtlpGrpcReceiver extends CollectedTelemetry {
  private readonly server = new Server();
  private mood: GrpcMood = 'accept';
  port = 0;
  /** Calls that wait for an answer they will not get. */
  pending = 0;

  /** @param port 0 takes any free one */
  static async start(port = 0): Promise<OtlpGrpcReceiver> {
    const receiver = new OtlpGrpcReceiver();
    receiver.serve('trace.v1.TraceService', (body) => receiver.keepSpans(body));
    receiver.serve('metrics.v1.MetricsService', (body) => receiver.keepMetrics(body));
    receiver.port = await new Promise<number>((resolve, reject) => {
      receiver.server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error, bound) =>
        error === null ? resolve(bound) : reject(error),
      );
    });
    return receiver;
  }

  /** What `OTEL_EXPORTER_OTLP_ENDPOINT` is set to. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Holds for calls that come after it. */
  behave(mood: GrpcMood): void {
    this.mood = mood;
  }

  /** Breaks every connection off and closes the port. */
  stop(): Promise<void> {
    this.server.forceShutdown();
    return Promise.resolve();
  }

  private serve(service: string, keep: (body: Buffer) => void): void {
    const Export = method(service);
    const handle = (call: ServerUnaryCall<Buffer, Buffer>, answer: sendUnaryData<Buffer>) => {
      this.answer(call, answer, keep);
      const headers = call.metadata.getMap();
      // grpc-js keeps `grpc-encoding` to itself; what arrives here is unpacked.
      this.arrived({ path: Export.path, gzip: false, headers });
    };
    this.server.addService({ Export }, { Export: handle });
  }

  private answer(
    call: ServerUnaryCall<Buffer, Buffer>,
    answer: sendUnaryData<Buffer>,
    keep: (body: Buffer) => void,
  ): void {
    const { mood } = this;
    if (mood === 'accept') {
      keep(call.request);
      answer(null, NOTHING_TO_SAY);
    } else if (mood === 'hang') {
      this.pending += 1;
      call.on('cancelled', () => {
        this.pending -= 1;
      });
    } else answer({ code: status[mood], details: 'as the test wants it', metadata: new Metadata() });
  }
}

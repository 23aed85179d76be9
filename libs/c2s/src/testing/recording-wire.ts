import { type ServerHeader, STREAM_END, streamHeader } from '#xml';
import type { Wire, WireHandler } from '../wire.js';

/** A wire without a socket: what is written stays in `backlog` until a test says that it has left. */
export class RecordingWire implements Wire {
  readonly transport = 'tcp';
  readonly framing = 'tcp';
  readonly tls = null;
  readonly address = '192.0.2.1';
  confidential = true;
  readonly selfContained = false;
  readonly closing = STREAM_END;
  backlog = 0;
  /** Each write, joined. */
  readonly writes: string[] = [];
  /** Whatever else was asked of the wire, in order. */
  readonly calls: string[] = [];
  injected = false;

  constructor(readonly handler: WireHandler) {}

  /** Everything since the last look, joined. */
  take(): string {
    return this.writes.splice(0).join('');
  }
  write(parts: readonly string[]): void {
    const text = parts.join('');
    this.writes.push(text);
    this.backlog += text.length;
  }
  /** The system took all that was written. */
  drain(): void {
    this.backlog = 0;
    this.handler.drained();
  }
  end(): void {
    this.calls.push('end');
  }
  destroy(): void {
    this.calls.push('destroy');
    this.handler.gone();
  }
  hold(): void {
    this.calls.push('hold');
  }
  release(): void {
    this.calls.push('release');
  }
  restart(): void {
    this.calls.push('restart');
  }
  settle(): void {
    this.calls.push('settle');
  }
  pauseReading(): void {
    this.calls.push('pause');
  }
  resumeReading(): void {
    this.calls.push('resume');
  }
  startTls(): boolean {
    this.calls.push('startTls');
    return !this.injected;
  }
  opening(header: ServerHeader): string {
    return streamHeader(header);
  }
}

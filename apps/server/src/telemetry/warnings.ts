import type { DiagLogger } from '@opentelemetry/api';

/** Writes one line for people. */
export type Warn = (line: string) => void;

const mostTold = 100;

/**
 * Telemetry's troubles, told once. The first failed export of a signal is one line, what follows from it none, until an
 * export succeeds. Both signals failing at the same place for the same cause are one line too.
 */
export class TelemetryWarnings {
  /** Signal → why it fails now. */
  private readonly down = new Map<string, string>();
  /** What the SDK complained about already, numbers left out. */
  private readonly told = new Set<string>();

  constructor(private readonly warn: Warn) {}

  exportFailed(signal: string, url: string, error: unknown): void {
    if (this.down.has(signal)) return;
    // The origin alone: userinfo and path may hold a token.
    const cause = `${new URL(url).origin}: ${describe(error)}`;
    const known = [...this.down.values()].includes(cause);
    this.down.set(signal, cause);
    if (known) return;
    const hint =
      signal === 'metrics' && /: (HTTP 404|gRPC UNIMPLEMENTED)$/.test(cause)
        ? ' (it takes no metrics; OTEL_METRICS_EXPORTER=none stops trying)'
        : '';
    this.warn(`telemetry: cannot export ${signal} to ${cause}${hint}; not repeated until it works again`);
  }

  exportSucceeded(signal: string): void {
    if (!this.down.delete(signal)) return;
    this.told.clear();
    this.warn(`telemetry: exporting ${signal} works again`);
  }

  /** What cannot be exported now, signal by signal. */
  get failing(): { signal: string; cause: string }[] {
    return [...this.down].map(([signal, cause]) => ({ signal, cause }));
  }

  /** The SDK repeats each failed export to its diagnostics in several voices; those say nothing new. */
  readonly diagnostics: DiagLogger = {
    error: (...words: unknown[]) => this.complain(words),
    warn: (...words: unknown[]) => this.complain(words),
    info: () => undefined,
    debug: () => undefined,
    verbose: () => undefined,
  };

  private complain(words: readonly unknown[]): void {
    if (this.down.size > 0) return;
    const line = words.map(String).join(' ');
    const kind = line.replace(/\d+/g, '#');
    if (this.told.has(kind) || this.told.size >= mostTold) return;
    this.told.add(kind);
    this.warn(`telemetry: ${line}`);
  }
}

/** gRPC's errors say both forms of their status first, and then words that hold addresses and what the collector likes to say. */
const grpcStatus = /^\d+ ([A-Z_]+):/;

/** A status of HTTP or gRPC, a system error's code, or the words. Node's AggregateError for localhost has a code but no words. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const status = grpcStatus.exec(error.message)?.[1];
  if (status !== undefined) return `gRPC ${status}`;
  const { code } = error as { code?: unknown };
  if (typeof code === 'number') return `HTTP ${code}`;
  return typeof code === 'string' ? code : error.message;
}

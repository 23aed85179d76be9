import type { TelemetryWarnings } from './warnings.js';

interface ExportResult {
  /** 0 is success. */
  readonly code: number;
  readonly error?: Error;
}

interface Exporter<Batch> {
  export(batch: Batch, done: (result: ExportResult) => void): void;
}

/** Lets the warnings and `lost` know how each export went, before the SDK hears of it. Changes the exporter it is given. */
export function watchExporter<Batch, T extends Exporter<Batch>>(
  exporter: T & Exporter<Batch>,
  about: {
    readonly signal: 'traces' | 'metrics';
    readonly url: string;
    readonly warnings: TelemetryWarnings;
    readonly taken?: (batch: Batch) => void;
    readonly lost?: (batch: Batch) => void;
  },
): T {
  const send = exporter.export.bind(exporter);
  exporter.export = (batch, done) => {
    about.taken?.(batch);
    send(batch, (result) => {
      if (result.code === 0) about.warnings.exportSucceeded(about.signal);
      else {
        about.warnings.exportFailed(about.signal, about.url, result.error ?? 'no reason given');
        about.lost?.(batch);
      }
      done(result);
    });
  };
  return exporter;
}

import { beforeEach, describe, expect, it } from 'vitest';
import { TelemetryWarnings } from './warnings.js';

const refused = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' });
const traces = 'http://user:secret@c:4318/v1/traces?key=secret';
const metrics = 'http://c:4318/v1/metrics';

let lines: string[];
let warnings: TelemetryWarnings;

beforeEach(() => {
  lines = [];
  warnings = new TelemetryWarnings((line) => lines.push(line));
});

describe('telemetry warnings', () => {
  it('tell a failure once for both signals, and again after a success', () => {
    warnings.exportFailed('traces', traces, refused);
    warnings.exportFailed('traces', traces, new Error('another'));
    warnings.exportFailed('metrics', metrics, refused);
    warnings.diagnostics.error('{"stack":"Error: PeriodicExportingMetricReader: metrics export failed"}');
    expect(lines).toEqual([
      'telemetry: cannot export traces to http://c:4318: ECONNREFUSED; not repeated until it works again',
    ]);
    const cause = 'http://c:4318: ECONNREFUSED';
    expect(warnings.failing).toEqual([
      { signal: 'traces', cause },
      { signal: 'metrics', cause },
    ]);
    warnings.exportSucceeded('traces');
    warnings.exportSucceeded('traces');
    expect(warnings.failing).toEqual([{ signal: 'metrics', cause }]);
    warnings.exportFailed('traces', traces, new Error('Request timed out'));
    expect(lines.slice(1)).toEqual([
      'telemetry: exporting traces works again',
      'telemetry: cannot export traces to http://c:4318: Request timed out; not repeated until it works again',
    ]);
  });

  it('name the switch to a collector without metrics, and still tell when traces fail', () => {
    warnings.exportFailed('metrics', metrics, Object.assign(new Error('Not Found'), { code: 404 }));
    warnings.exportFailed('traces', traces, refused);
    expect(lines).toEqual([
      'telemetry: cannot export metrics to http://c:4318: HTTP 404 (it takes no metrics; OTEL_METRICS_EXPORTER=none stops trying); not repeated until it works again',
      'telemetry: cannot export traces to http://c:4318: ECONNREFUSED; not repeated until it works again',
    ]);
  });

  it('tell the status of a gRPC call without the words behind it', () => {
    const of = (code: number, words: string) => Object.assign(new Error(`${code} ${words}`), { code });
    warnings.exportFailed('metrics', 'http://c:4317', of(12, 'UNIMPLEMENTED: unknown service'));
    warnings.exportFailed(
      'traces',
      'http://c:4317',
      of(8, 'RESOURCE_EXHAUSTED: tenant secret is over its share'),
    );
    expect(lines).toEqual([
      'telemetry: cannot export metrics to http://c:4317: gRPC UNIMPLEMENTED (it takes no metrics; OTEL_METRICS_EXPORTER=none stops trying); not repeated until it works again',
      'telemetry: cannot export traces to http://c:4317: gRPC RESOURCE_EXHAUSTED; not repeated until it works again',
    ]);
  });

  it('tell each other complaint of the SDK once, whatever its numbers, and again after a recovery', () => {
    warnings.diagnostics.warn('Dropped 7 links');
    warnings.diagnostics.warn('Dropped 8 links');
    warnings.diagnostics.error('another', 'thing');
    warnings.diagnostics.info('chatter');
    expect(lines).toEqual(['telemetry: Dropped 7 links', 'telemetry: another thing']);
    warnings.exportFailed('traces', traces, 'why');
    warnings.exportSucceeded('traces');
    warnings.diagnostics.warn('Dropped 9 links');
    expect(lines.at(-1)).toBe('telemetry: Dropped 9 links');
  });

  it('remember no more complaints than a hundred', () => {
    const word = (i: number) => String.fromCharCode(0x4e00 + i);
    for (let i = 0; i < 200; i++) warnings.diagnostics.warn(word(i));
    expect(lines).toHaveLength(100);
  });
});

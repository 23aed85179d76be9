import { constants, PerformanceObserver } from 'node:perf_hooks';
import type { Meter } from '@opentelemetry/api';
import { buckets, metricAttributes, metricNames } from '#telemetry';

const gcTypes = new Map<number, string>([
  [constants.NODE_PERFORMANCE_GC_MINOR, 'minor'],
  [constants.NODE_PERFORMANCE_GC_MAJOR, 'major'],
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL, 'incremental'],
  [constants.NODE_PERFORMANCE_GC_WEAKCB, 'weakcb'],
]);

/** Processor time and garbage collection, by the names of the process and V8 conventions. Answers the way to stop. */
export function registerProcessMetrics(meter: Meter): () => void {
  const cpu = meter.createObservableCounter(metricNames.cpuTime, {
    unit: 's',
    description: 'Processor time used by the server',
  });
  cpu.addCallback((result) => {
    const { user, system } = process.cpuUsage();
    result.observe(user / 1e6, { [metricAttributes.cpuMode]: 'user' });
    result.observe(system / 1e6, { [metricAttributes.cpuMode]: 'system' });
  });
  const pauses = meter.createHistogram(metricNames.gcDuration, {
    unit: 's',
    description: 'Garbage collections',
    advice: { explicitBucketBoundaries: [...buckets.gc] },
  });
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { kind } = (entry as unknown as { detail: { kind: number } }).detail;
      pauses.record(entry.duration / 1000, { [metricAttributes.gcType]: gcTypes.get(kind) ?? 'other' });
    }
  });
  observer.observe({ entryTypes: ['gc'] });
  return () => observer.disconnect();
}

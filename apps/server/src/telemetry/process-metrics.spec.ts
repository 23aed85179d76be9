import { PerformanceObserver } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { metrics as sdk } from '@opentelemetry/sdk-node';
import { expect, it } from 'vitest';
import { registerProcessMetrics } from './process-metrics.js';

/** Nothing pushes: the spec collects when it wants to. */
class Reader extends sdk.MetricReader {
  protected override async onForceFlush(): Promise<void> {}
  protected override async onShutdown(): Promise<void> {}
}

async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const seen = new Promise<void>((resolve) => {
    const observer = new PerformanceObserver(() => {
      observer.disconnect();
      resolve();
    });
    observer.observe({ entryTypes: ['gc'] });
  });
  runInNewContext('gc')();
  await seen;
}

it('tells processor time and garbage collections', async () => {
  const reader = new Reader();
  const provider = new sdk.MeterProvider({ readers: [reader] });
  const stop = registerProcessMetrics(provider.getMeter('spec'));
  await collectGarbage();
  stop();
  const before = process.cpuUsage();
  const { resourceMetrics } = await reader.collect();
  const points = (name: string) =>
    resourceMetrics.scopeMetrics
      .flatMap((scope) => scope.metrics)
      .find((metric) => metric.descriptor.name === name)?.dataPoints;
  const cpu = points('process.cpu.time');
  expect(cpu?.map((point) => point.attributes)).toEqual([{ 'cpu.mode': 'user' }, { 'cpu.mode': 'system' }]);
  expect(cpu?.[0]?.value).toBeGreaterThanOrEqual(before.user / 1e6);
  expect(cpu?.[0]?.value).toBeLessThanOrEqual(process.cpuUsage().user / 1e6);
  expect(points('v8js.gc.duration')?.map((point) => point.attributes)).toContainEqual({
    'v8js.gc.type': 'major',
  });
  await provider.shutdown();
});

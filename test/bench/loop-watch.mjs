/**
 * Loaded into the server by NODE_OPTIONS: at each SIGUSR2 writes how long its event loop stood still since the last one
 * to LOOP_WATCH_FILE. The server's own figure is the maximum since its start, which start-up decides. Two clocks: `maxMs`
 * is what a client sees, on a busy machine mostly the wait for a processor; `maxCpuMs` is what the server's own thread
 * worked (Linux schedstat) between two rounds, `maxGcMs` the longest
 * garbage collection, which is in both.
 */
import { openSync, readSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';

/** ms the main thread has been on a processor. */
function threadClock() {
  const file = openSync(`/proc/self/task/${process.pid}/schedstat`, 'r');
  const buffer = Buffer.alloc(64);
  return () => Number(buffer.toString('latin1', 0, readSync(file, buffer, 0, 64, 0)).split(' ')[0]) / 1e6;
}

// The command line, which imports the accounts, inherits NODE_OPTIONS as well.
if (process.argv[1]?.endsWith('/server/src/main.js')) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const worked = threadClock();
  let [last, maxCpuMs] = [worked(), 0];
  setInterval(() => {
    const now = worked();
    maxCpuMs = Math.max(maxCpuMs, now - last);
    last = now;
  }, 1).unref();
  let maxGcMs = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) maxGcMs = Math.max(maxGcMs, duration);
  }).observe({ entryTypes: ['gc'] });
  process.on('SIGUSR2', () => {
    const figures = { maxMs: delay.max / 1e6, p999Ms: delay.percentile(99.9) / 1e6, maxCpuMs, maxGcMs };
    delay.reset();
    maxCpuMs = maxGcMs = 0;
    writeFileSync(process.env.LOOP_WATCH_FILE, JSON.stringify(figures));
  });
}

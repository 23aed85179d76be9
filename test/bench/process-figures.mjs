import { readdirSync, readFileSync } from 'node:fs';

/** CPU seconds of a process so far, all threads, to the nanosecond (Linux schedstat): ticks are too coarse for single resumptions. */
export function cpuSeconds(pid) {
  let seconds = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) seconds += threadSeconds(pid, thread);
  return seconds;
}

/** The same of the thread that runs JavaScript alone: without the pool (SQLite) and the helpers of garbage collection. */
export const mainThreadSeconds = (pid) => threadSeconds(pid, pid);

const threadSeconds = (pid, thread) =>
  Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e9;

/** Resident bytes. */
export function rssBytes(pid) {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(kilobytes) * 1024;
}

import type { BulkJobView } from './bulk.js';
import type { LiveChange, LiveData } from './live.js';

type Jobs = LiveData['bulk'];
type JobsChange = LiveChange['bulk'];

/** What moves of a job; the rest of it never does. */
const moving = ({ state, done, failed, skipped, left, endedAt }: BulkJobView): string =>
  [state, done, failed, skipped, left, endedAt].join();

/** What makes `after` of `before`, both newest first; undefined when nothing does. */
export function jobsChange(before: Jobs, after: Jobs): JobsChange | undefined {
  const known = new Map(before.jobs.map((job) => [job.id, moving(job)]));
  const begun = after.jobs.filter(({ id }) => !known.has(id));
  const changed = after.jobs.filter((job) => known.has(job.id) && known.get(job.id) !== moving(job));
  for (const { id } of after.jobs) known.delete(id);
  const gone = [...known.keys()];
  return begun.length + changed.length + gone.length === 0 ? undefined : { begun, changed, gone };
}

/** The jobs after `change`; one that did not change keeps its object. Undefined when the change is of other jobs. */
export function changedJobs({ jobs }: Jobs, { begun, changed, gone }: JobsChange): Jobs | undefined {
  const held = new Map(jobs.map((job) => [job.id, job]));
  for (const id of gone) if (!held.delete(id)) return undefined;
  for (const job of changed) {
    if (!held.has(job.id)) return undefined;
    held.set(job.id, job);
  }
  return { jobs: [...begun, ...held.values()] };
}

import { createContext, use, useEffect } from 'react';
import type { BulkJobView } from '#contracts';

/** Every bulk action that the server keeps, newest first, as the live channel tells it; undefined until it has. */
export const JobsContext = createContext<readonly BulkJobView[] | undefined>(undefined);

export const useJobs = (): readonly BulkJobView[] | undefined => use(JobsContext);

export type KnownJob = BulkJobView | 'loading' | 'gone';

export function useJob(id: string): KnownJob {
  const jobs = useJobs();
  return jobs === undefined ? 'loading' : (jobs.find((job) => job.id === id) ?? 'gone');
}

/** Says which job is being looked at, null once none is: of its end nobody need be told. */
export const WatchContext = createContext<(id: string | null) => void>(() => {});

/** While the component shows it. */
export function useWatching(id: string | null): void {
  const watch = use(WatchContext);
  useEffect(() => {
    watch(id);
    return () => watch(null);
  }, [id, watch]);
}

/** How many had their turn. */
export const takenOf = ({ total, left }: Pick<BulkJobView, 'total' | 'left'>): number => total - left;

export const shareOf = (job: Pick<BulkJobView, 'total' | 'left'>): number =>
  job.total === 0 ? 1 : takenOf(job) / job.total;

/** Those of `who` that ran in `before` and are done in `after`: worth a word, since nobody may be looking. */
export function justDone(
  before: readonly BulkJobView[],
  after: readonly BulkJobView[],
  who: string,
): readonly BulkJobView[] {
  const running = new Set(before.filter(({ state }) => state === 'running').map(({ id }) => id));
  return after.filter(({ id, state, by }) => state === 'done' && by === who && running.has(id));
}

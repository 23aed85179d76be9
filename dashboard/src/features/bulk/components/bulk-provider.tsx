import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { BulkJobView } from '#contracts';
import { tellDone } from '../../../components/toast.js';
import { type BulkAsk, BulkContext } from '../../../lib/bulk.js';
import { formatCount } from '../../../lib/format-number.js';
import { useIdentity } from '../../../lib/identity.js';
import { useLiveView } from '../../../lib/live-view.js';
import { bulkText as text } from '../../../messages/index.js';
import { JobsContext, justDone, WatchContext } from '../jobs.js';

// Most visits start no bulk action.
const BulkDialog = lazy(() => import('./bulk-dialog.js').then((loaded) => ({ default: loaded.BulkDialog })));

/** Gives every page the way to ask for a bulk action, and knows how those under way come along. */
export function BulkProvider({ children }: { readonly children: ReactNode }) {
  const jobs = useLiveView({ view: 'bulk' }).data?.jobs;
  const [ask, setAsk] = useState<{ readonly ask: BulkAsk; readonly serial: number } | null>(null);
  const watched = useRef<string | null>(null);
  const open = useCallback(
    (next: BulkAsk) => setAsk((last) => ({ ask: next, serial: (last?.serial ?? 0) + 1 })),
    [],
  );
  const watch = useCallback((id: string | null) => {
    watched.current = id;
  }, []);
  useWordOfTheEnd(jobs, watched);
  const dialog = useMemo(
    () =>
      ask === null ? null : (
        <Suspense fallback={null}>
          <BulkDialog key={ask.serial} ask={ask.ask} />
        </Suspense>
      ),
    [ask],
  );
  return (
    <BulkContext value={open}>
      <WatchContext value={watch}>
        <JobsContext value={jobs}>
          {children}
          {dialog}
        </JobsContext>
      </WatchContext>
    </BulkContext>
  );
}

/** Whoever started one hears of its end on whichever page, unless they are looking at it anyway. */
function useWordOfTheEnd(
  jobs: readonly BulkJobView[] | undefined,
  watched: { readonly current: string | null },
) {
  const { username } = useIdentity();
  const before = useRef<readonly BulkJobView[]>([]);
  useEffect(() => {
    if (jobs === undefined) return;
    for (const { id, action, done, failed, skipped } of justDone(before.current, jobs, username)) {
      if (id === watched.current) continue;
      const counts = [done, failed, skipped].map(formatCount) as [string, string, string];
      tellDone(text.ended(text.action[action]), text.endedCounts(...counts));
    }
    before.current = jobs;
  }, [jobs, username, watched]);
}

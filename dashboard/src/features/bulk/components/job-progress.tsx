import { use, useEffect, useRef, useState } from 'react';
import type { BulkJobView } from '#contracts';
import { formatSpan } from '../../../lib/format-duration.js';
import { formatCount, formatMs } from '../../../lib/format-number.js';
import { LiveContext } from '../../../lib/live.js';
import { bulkText as text } from '../../../messages/index.js';
import { takenOf } from '../jobs.js';
import { paceOf, type Tally, withTally } from '../pace.js';
import { JobBar } from './job-bar.js';
import classes from './job-progress.module.css';
import { JobState } from './job-state.js';
import { JobSteering } from './job-steering.js';

/** How a job comes along, how fast, and the way to stop it or go on. */
export function JobProgress({ job }: { readonly job: BulkJobView }) {
  const pace = usePace(job);
  return (
    <div data-testid="bulk-job" data-state={job.state} data-taken={takenOf(job)}>
      <div className={classes.head}>
        <span className={classes.taken}>
          <strong>{formatCount(takenOf(job))}</strong>
          {text.progressWords('', formatCount(job.total)).trim()}
        </span>
        <span role="status">
          <JobState state={job.state} />
        </span>
      </div>
      <JobBar job={job} />
      <div className={classes.foot}>
        <span>{wordsOf(job, pace)}</span>
        <JobSteering job={job} />
      </div>
    </div>
  );
}

function wordsOf(job: BulkJobView, pace: number | null): string {
  const { state, left, perSecond, startedAt, endedAt } = job;
  if (state === 'cancelled') return text.stopped(formatCount(left));
  if (state === 'done') return endedAt === null ? '' : text.took(formatMs(endedAt - startedAt));
  const words = [];
  if (pace !== null && pace > 0) {
    words.push(text.rate(pace < 10 ? String(Number(pace.toFixed(1))) : formatCount(pace)));
    words.push(text.timeLeft(formatSpan(Math.max(1, left / pace))));
  }
  if (perSecond !== null) words.push(text.pacedAt(formatCount(perSecond)));
  return words.join(' · ');
}

/** As measured here, once a second while it runs. */
function usePace({ state, total, left }: BulkJobView): number | null {
  const { ticker } = use(LiveContext);
  const [tallies, setTallies] = useState<readonly Tally[]>([]);
  const taken = useRef(0);
  useEffect(() => {
    taken.current = takenOf({ total, left });
  }, [total, left]);
  const running = state === 'running';
  useEffect(() => {
    if (!running) return;
    const stop = ticker.subscribe(() =>
      setTallies((before) => withTally(before, { at: performance.now(), count: taken.current })),
    );
    return () => {
      stop();
      setTallies([]);
    };
  }, [running, ticker]);
  return paceOf(tallies);
}

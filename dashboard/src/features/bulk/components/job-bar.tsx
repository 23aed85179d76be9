import type { BulkJobView, BulkOutcome } from '#contracts';
import type { Tone } from '../../../components/tone-badge.js';
import { formatCount } from '../../../lib/format-number.js';
import { bulkText as text } from '../../../messages/index.js';
import { takenOf } from '../jobs.js';
import classes from './job-bar.module.css';

export const outcomeTones: Record<BulkOutcome, Tone> = {
  done: 'good',
  failed: 'trouble',
  skipped: 'ending',
  left: 'calm',
};

const parts = ['done', 'failed', 'skipped'] as const;

/** How far a job is, and what of it went which way. */
export function JobBar({ job, thin = false }: { readonly job: BulkJobView; readonly thin?: boolean }) {
  const { total } = job;
  return (
    <div
      className={classes.bar}
      role="progressbar"
      aria-label={text.progress}
      aria-valuemin={0}
      aria-valuemax={Math.max(1, total)}
      aria-valuenow={total === 0 ? 1 : takenOf(job)}
      aria-valuetext={text.progressWords(formatCount(takenOf(job)), formatCount(total))}
      data-testid="bulk-progress"
      {...(thin ? { 'data-thin': true } : {})}
    >
      {parts.map((outcome) =>
        job[outcome] === 0 ? null : (
          <span
            key={outcome}
            className={`${classes.part} dm-tone`}
            data-tone={outcomeTones[outcome]}
            style={{ width: `${(job[outcome] / total) * 100}%` }}
          />
        ),
      )}
    </div>
  );
}

import { IconStack2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { formatCount } from '../../../lib/format-number.js';
import { bulkText as text } from '../../../messages/index.js';
import { shareOf, useJobs } from '../jobs.js';
import classes from './bulk-indicator.module.css';

/** In the header while bulk actions run: how far they are, and the way to them. */
export function BulkIndicator() {
  const running = useJobs()?.filter(({ state }) => state === 'running') ?? [];
  const [only] = running;
  if (only === undefined) return null;
  const total = running.reduce((sum, job) => sum + job.total, 0);
  const left = running.reduce((sum, job) => sum + job.left, 0);
  const words = text.indicator(formatCount(running.length));
  const to =
    running.length === 1
      ? ({ to: '/bulk/$jobId', params: { jobId: only.id } } as const)
      : ({ to: '/bulk' } as const);
  return (
    <Link
      {...to}
      className={`${classes.indicator} dm-tone`}
      data-tone="connected"
      aria-label={words}
      title={words}
      data-bulk
      data-testid="bulk-indicator"
    >
      <IconStack2 size={16} aria-hidden="true" />
      <span className={classes.words}>{text.shortly(formatCount(running.length))}</span>
      <span className={classes.bar} aria-hidden="true">
        <span className={classes.fill} style={{ width: `${shareOf({ total, left }) * 100}%` }} />
      </span>
    </Link>
  );
}

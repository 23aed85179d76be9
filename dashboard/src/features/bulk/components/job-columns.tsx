import { Link } from '@tanstack/react-router';
import type { BulkJobView } from '#contracts';
import type { Column } from '../../../components/data-table.js';
import { RelativeTime } from '../../../components/relative-time.js';
import { formatCount } from '../../../lib/format-number.js';
import { bulkText as text } from '../../../messages/index.js';
import { takenOf } from '../jobs.js';
import { JobBar } from './job-bar.js';
import { JobState } from './job-state.js';

export const jobColumns: readonly Column<BulkJobView>[] = [
  {
    id: 'what',
    header: text.column.what,
    meta: { wide: true, bare: true },
    cell: ({
      row: {
        original: { id, action, about, change },
      },
    }) => (
      <>
        <Link
          to="/bulk/$jobId"
          params={{ jobId: id }}
          className="dm-link"
          aria-label={text.open(text.action[action], about)}
        >
          <strong>{text.action[action]}</strong>
        </Link>
        {change === null ? null : <span className="dm-code"> {change}</span>}
        <span className="dm-sub">{about}</span>
      </>
    ),
  },
  { id: 'reason', header: text.column.reason, accessorKey: 'reason', meta: { wide: true } },
  { id: 'by', header: text.column.by, accessorKey: 'by' },
  {
    id: 'began',
    header: text.column.began,
    cell: ({ row: { original } }) => <RelativeTime at={original.startedAt} />,
  },
  {
    id: 'progress',
    header: text.column.progress,
    meta: { wide: true },
    cell: ({ row: { original } }) => <Progress job={original} />,
  },
  {
    id: 'state',
    header: text.column.state,
    cell: ({ row: { original } }) => <JobState state={original.state} />,
  },
];

function Progress({ job }: { readonly job: BulkJobView }) {
  const { done, failed, skipped } = job;
  return (
    <div style={{ minWidth: '12rem' }}>
      <JobBar job={job} thin />
      <span className="dm-sub">
        {text.progressWords(formatCount(takenOf(job)), formatCount(job.total))} ·{' '}
        {text.endedCounts(formatCount(done), formatCount(failed), formatCount(skipped))}
      </span>
    </div>
  );
}

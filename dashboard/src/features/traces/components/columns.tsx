import type { TraceSummary } from '#contracts';
import type { Column } from '../../../components/data-table.js';
import { RelativeTime } from '../../../components/relative-time.js';
import { ToneBadge } from '../../../components/tone-badge.js';
import { TraceLink } from '../../../components/trace-link.js';
import { formatCount, formatElapsed } from '../../../lib/format-number.js';
import { tracesText as text } from '../../../messages/index.js';
import classes from './traces.module.css';

export const traceColumns: readonly Column<TraceSummary>[] = [
  {
    id: 'name',
    header: text.column.name,
    cell: ({
      row: {
        original: { traceId, name, failed },
      },
    }) => (
      <span className={classes.name}>
        <TraceLink traceId={traceId}>{name}</TraceLink>
        {failed ? <ToneBadge tone="trouble">{text.failed}</ToneBadge> : null}
      </span>
    ),
    meta: { wide: true, bare: true },
  },
  {
    id: 'ended',
    header: text.column.ended,
    // When it ended, since that is what they are ordered by.
    cell: ({ row: { original } }) => <RelativeTime at={original.endedAt} />,
  },
  {
    id: 'took',
    header: text.column.took,
    cell: ({ row: { original } }) => formatElapsed(original.endedAt - original.startedAt),
    meta: { align: 'end' },
  },
  {
    id: 'spans',
    header: text.column.spans,
    cell: ({ row: { original } }) => formatCount(original.spans),
    meta: { align: 'end' },
  },
];

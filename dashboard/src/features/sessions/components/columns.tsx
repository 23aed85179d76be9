import type { SessionView } from '#contracts';
import type { Column } from '../../../components/data-table.js';
import { StateBadge } from '../../../components/state-badge.js';
import { TimeLeft } from '../../../components/time-left.js';
import { commonText, sessionsText } from '../../../messages/index.js';
import { ConnectionCell, CountsCell, SinceCell, UnackedCell, UserCell } from './cells.js';
import { RowActions } from './row-actions.js';

const { column, hint } = sessionsText;

/** Ids are those of search.ts where a column can be sorted. */
export const sessionColumns: readonly Column<SessionView>[] = [
  {
    id: 'user',
    header: column.user,
    accessorFn: ({ user, resource }) => `${user}/${resource}`,
    sortFn: 'basic',
    cell: ({ row }) => <UserCell session={row.original} />,
    meta: { wide: true, bare: true },
  },
  {
    id: 'state',
    header: column.state,
    enableSorting: false,
    cell: ({ row }) => <StateBadge state={row.original.state} />,
  },
  {
    id: 'timeLeft',
    header: column.timeLeft,
    accessorFn: ({ deadline }) => deadline ?? undefined,
    sortFn: 'basic',
    sortUndefined: 'last',
    cell: ({ row: { original: session } }) =>
      session.deadline === null ? (
        <span className="dm-sub">{commonText.none}</span>
      ) : (
        <TimeLeft from={session.hibernatingSince ?? session.since} deadline={session.deadline} />
      ),
  },
  {
    id: 'unacked',
    header: column.unacked,
    accessorKey: 'unacked',
    sortFn: 'basic',
    cell: ({ row }) => <UnackedCell session={row.original} />,
    meta: { hint: hint.unacked },
  },
  {
    id: 'connection',
    header: column.connection,
    enableSorting: false,
    cell: ({ row }) => <ConnectionCell session={row.original} />,
  },
  {
    id: 'since',
    header: column.since,
    accessorKey: 'since',
    sortFn: 'basic',
    cell: ({ row }) => <SinceCell session={row.original} />,
  },
  {
    id: 'h',
    header: column.h,
    enableSorting: false,
    cell: ({ row }) => <CountsCell session={row.original} />,
    meta: { align: 'end', hint: hint.h },
  },
  {
    id: 'actions',
    header: column.actions,
    enableSorting: false,
    cell: ({ row }) => <RowActions session={row.original} />,
    meta: { align: 'end', wide: true, bare: true },
  },
];

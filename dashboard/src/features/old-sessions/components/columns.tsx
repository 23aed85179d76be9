import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { OldSessionView } from '#contracts';
import type { Column } from '../../../components/data-table.js';
import { reasonText } from '../../../components/event-list.js';
import { Jid } from '../../../components/jid.js';
import { RelativeTime } from '../../../components/relative-time.js';
import { formatCount } from '../../../lib/format-number.js';
import { oldSessionsText as text } from '../../../messages/index.js';
import classes from './columns.module.css';

export const jidOf = ({ user, resource }: OldSessionView) => `${user}/${resource}`;

/** Ids are the fields by which the list is sorted. `onForget` is absent for those who may only look. */
export const oldSessionColumns = (
  onForget?: (session: OldSessionView) => void,
): readonly Column<OldSessionView>[] => [
  {
    id: 'user',
    header: text.column.user,
    accessorKey: 'user',
    cell: ({ row: { original } }) => <Who session={original} />,
    meta: { wide: true, bare: true },
  },
  {
    id: 'endedAt',
    header: text.column.ended,
    accessorKey: 'endedAt',
    sortDescFirst: true,
    cell: ({ row }) => <RelativeTime at={row.original.endedAt} />,
  },
  {
    id: 'reason',
    header: text.column.reason,
    accessorKey: 'reason',
    cell: ({ row }) => (
      <>
        {reasonText(row.original.reason)}
        <span className={`dm-sub ${classes.meaning}`}>{text.meaning[row.original.reason]}</span>
      </>
    ),
    meta: { wide: true },
  },
  {
    id: 'h',
    header: text.column.h,
    enableSorting: false,
    cell: ({ row: { original } }) => (
      <>
        {formatCount(original.h)}
        <span className="dm-sub dm-nowrap">{text.told(String(original.h))}</span>
      </>
    ),
    meta: { hint: text.hHint },
  },
  ...(onForget === undefined
    ? []
    : [
        {
          id: 'actions',
          header: text.column.actions,
          enableSorting: false,
          cell: ({ row: { original } }) => (
            <Button
              variant="subtle"
              color="red"
              size="compact-sm"
              aria-label={text.forgetOf(jidOf(original))}
              onClick={() => onForget(original)}
              data-testid="old-session-forget"
            >
              {text.forget}
            </Button>
          ),
          meta: { align: 'end', bare: true },
        } satisfies Column<OldSessionView>,
      ]),
];

/** The user leads to the limits and the other sessions, the resource to what happened to this one. */
function Who({ session }: { readonly session: OldSessionView }) {
  return (
    <>
      <Link to="/users/$jid" params={{ jid: session.user }} className="dm-link">
        <Jid user={session.user} />
      </Link>
      <span className="dm-sub">
        <Link
          to="/sessions/$sessionId"
          params={{ sessionId: session.id }}
          className="dm-link"
          preload={false}
          aria-label={text.story(jidOf(session))}
        >
          /{session.resource}
        </Link>
      </span>
    </>
  );
}

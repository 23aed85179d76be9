import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { OldSessionView } from '#contracts';
import type { Column } from '../../../components/data-table.js';
import { reasonText } from '../../../components/event-list.js';
import { Jid } from '../../../components/jid.js';
import { RelativeTime } from '../../../components/relative-time.js';
import { formatCount } from '../../../lib/format-number.js';
import { oldSessionsText as text } from '../../../messages/index.js';

const jidOf = ({ user, resource }: OldSessionView) => `${user}/${resource}`;

/** `onForget` is absent for those who may only look. */
export const oldSessionColumns = (
  onForget?: (session: OldSessionView) => void,
): readonly Column<OldSessionView>[] => [
  {
    id: 'user',
    header: text.column.user,
    cell: ({ row: { original } }) => (
      <>
        <Link to="/users/$jid" params={{ jid: original.user }} className="dm-link">
          <Jid user={original.user} />
        </Link>
        <span className="dm-sub">/{original.resource}</span>
      </>
    ),
    meta: { wide: true, bare: true },
  },
  {
    id: 'ended',
    header: text.column.ended,
    cell: ({ row }) => <RelativeTime at={row.original.endedAt} />,
  },
  {
    id: 'reason',
    header: text.column.reason,
    cell: ({ row }) => reasonText(row.original.reason),
  },
  {
    id: 'h',
    header: text.column.h,
    cell: ({ row }) => formatCount(row.original.h),
    meta: { align: 'end' },
  },
  ...(onForget === undefined
    ? []
    : [
        {
          id: 'actions',
          header: text.column.actions,
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

import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { TracedUserView } from '#contracts';
import type { Column } from '../../../components/data-table.js';
import { Jid } from '../../../components/jid.js';
import { RelativeTime } from '../../../components/relative-time.js';
import { TimeLeft } from '../../../components/time-left.js';
import { settingsText } from '../../../messages/index.js';

const text = settingsText.traced;

export const recordedUserColumns = (onStop: (user: string) => void): readonly Column<TracedUserView>[] => [
  {
    id: 'user',
    header: text.column.user,
    cell: ({ row: { original } }) => (
      <Link to="/users/$jid" params={{ jid: original.user }} className="dm-link">
        <Jid user={original.user} />
      </Link>
    ),
    meta: { wide: true },
  },
  {
    id: 'until',
    header: text.column.until,
    cell: ({ row: { original } }) => <TimeLeft from={original.setAt} deadline={original.until} />,
  },
  { id: 'by', header: text.column.by, cell: ({ row: { original } }) => original.setBy },
  {
    id: 'since',
    header: text.column.since,
    cell: ({ row: { original } }) => <RelativeTime at={original.setAt} />,
  },
  {
    id: 'actions',
    header: text.column.actions,
    cell: ({ row: { original } }) => (
      <Button
        variant="default"
        size="xs"
        aria-label={text.stopOf(original.user)}
        onClick={() => onStop(original.user)}
        data-testid="record-stop"
      >
        {text.stop}
      </Button>
    ),
    meta: { align: 'end', bare: true },
  },
];

import { Button } from '@mantine/core';
import { useMemo } from 'react';
import type { SignInView } from '#contracts';
import { browserName } from '../lib/browser-name.js';
import { accessText } from '../messages/index.js';
import { type Column, DataTable } from './data-table.js';
import { RelativeTime } from './relative-time.js';
import { ToneBadge } from './tone-badge.js';

const text = accessText.signIns;
const rowId = ({ id }: SignInView) => id;
const rowProps = ({ username, current }: SignInView) => ({
  'data-testid': 'sign-in-row',
  'data-username': username,
  'data-current': String(current),
});

interface SignInTableProps {
  readonly rows: readonly SignInView[];
  /** Whether the rows are of different people. */
  readonly named: boolean;
  readonly onEnd: (signIn: SignInView) => void;
}

/** Who is signed in, from where, with what; the one that looks is marked. */
export function SignInTable({ rows, named, onEnd }: SignInTableProps) {
  const columns = useMemo(() => columnsOf(named, onEnd), [named, onEnd]);
  return <DataTable label={text.table} columns={columns} rows={rows} rowId={rowId} rowProps={rowProps} />;
}

const nameColumn: Column<SignInView> = {
  id: 'username',
  header: text.column.username,
  cell: ({ row: { original } }) => (
    <>
      <strong>{original.username}</strong>
      <span className="dm-sub">{original.role}</span>
    </>
  ),
};

const columnsOf = (named: boolean, onEnd: (signIn: SignInView) => void): readonly Column<SignInView>[] => [
  ...(named ? [nameColumn] : []),
  {
    id: 'agent',
    header: text.column.agent,
    cell: ({ row: { original } }) => (
      <>
        <span title={original.agent}>{browserName(original.agent)}</span>{' '}
        {original.current ? <ToneBadge tone="good">{text.current}</ToneBadge> : null}
      </>
    ),
    meta: { wide: true },
  },
  {
    id: 'address',
    header: text.column.address,
    cell: ({ row: { original } }) => (
      <>
        {original.address}
        {original.via === 'password' ? null : <span className="dm-sub">{text.via[original.via]}</span>}
      </>
    ),
  },
  {
    id: 'started',
    header: text.column.started,
    cell: ({ row: { original } }) => <RelativeTime at={original.startedAt} />,
  },
  {
    id: 'seen',
    header: text.column.seen,
    cell: ({ row: { original } }) => <RelativeTime at={original.lastSeenAt} />,
  },
  {
    id: 'actions',
    header: text.column.actions,
    cell: ({ row: { original } }) =>
      // To leave oneself, there is signing out.
      original.current ? null : (
        <Button
          variant="default"
          size="xs"
          aria-label={text.endOf(original.username, browserName(original.agent))}
          onClick={() => onEnd(original)}
          data-testid="sign-in-end"
        >
          {text.end}
        </Button>
      ),
    meta: { align: 'end', bare: true },
  },
];

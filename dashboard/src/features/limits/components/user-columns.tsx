import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { UserView } from '#contracts';
import type { Column } from '../../../components/data-table.js';
import { Jid } from '../../../components/jid.js';
import { MeterOf } from '../../../components/meter-of.js';
import { ToneBadge } from '../../../components/tone-badge.js';
import { formatBytes, formatCount, formatPercent } from '../../../lib/format-number.js';
import { limitsText as text } from '../../../messages/index.js';
import { useSelected } from '../selection.js';
import classes from './user-columns.module.css';

const { user: header, userHint: hint } = text;

/** Ids are fields of the list, by which it is sorted. `selectable` is false for those who may only look. */
export const userColumns = (selectable: boolean): readonly Column<UserView>[] => [
  {
    id: 'user',
    header: header.user,
    accessorKey: 'user',
    cell: ({ row: { original } }) => (
      <span className={classes.user}>
        {selectable ? <Select user={original.user} /> : null}
        <Link to="/users/$jid" params={{ jid: original.user }} className="dm-link">
          <Jid user={original.user} />
        </Link>
        {original.overrides === 0 ? null : (
          <ToneBadge tone="calm" data-testid="user-overrides">
            {text.ownLimits(original.overrides)}
          </ToneBadge>
        )}
      </span>
    ),
    meta: { wide: true, bare: true },
  },
  {
    id: 'connected',
    header: header.connected,
    accessorKey: 'connected',
    cell: ({ row: { original } }) => <Count value={original.connected} />,
    meta: { align: 'end', hint: hint.connected },
  },
  {
    id: 'hibernatingUse',
    header: header.hibernating,
    accessorKey: 'hibernating',
    cell: ({ row: { original } }) => (
      <MeterOf used={original.hibernating} limit={original.hibernatingLimit} data-testid="user-hibernating" />
    ),
    meta: { hint: hint.hibernating },
  },
  {
    id: 'oldUse',
    header: header.old,
    accessorKey: 'old',
    cell: ({ row: { original } }) => <MeterOf used={original.old} limit={original.oldLimit} calm />,
    meta: { hint: hint.old },
  },
  {
    id: 'unacked',
    header: header.unacked,
    accessorKey: 'unacked',
    cell: ({ row: { original } }) => <Count value={original.unacked} data-testid="user-unacked" />,
    meta: { align: 'end', hint: hint.unacked },
  },
  {
    id: 'pressure',
    header: header.queue,
    accessorKey: 'pressure',
    cell: ({ row: { original } }) => <Queues user={original} />,
    meta: { hint: hint.queue },
  },
  {
    id: 'evictions',
    header: header.evictions,
    accessorKey: 'evictions',
    cell: ({ row: { original } }) => <Count value={original.evictions} />,
    meta: { align: 'end', hint: hint.evictions },
  },
];

function Count({ value, ...rest }: { readonly value: number; readonly 'data-testid'?: string }) {
  return (
    <span className={value === 0 ? classes.zero : undefined} {...rest}>
      {formatCount(value)}
    </span>
  );
}

function Queues({ user: { queueBytes, queueBytesLimit, pressure } }: { readonly user: UserView }) {
  return (
    <MeterOf
      used={queueBytes}
      limit={queueBytesLimit}
      format={formatBytes}
      share={pressure}
      {...(pressure === null ? {} : { title: text.pressure(formatPercent(pressure)) })}
    />
  );
}

function Select({ user }: { readonly user: string }) {
  const { chosen, toggle } = useSelected();
  return (
    <Checkbox
      size="xs"
      aria-label={text.select(user)}
      checked={chosen.has(user)}
      onChange={() => toggle(user)}
      data-testid="user-select"
    />
  );
}

import { Group } from '@mantine/core';
import { IconAdjustments, IconBan, IconCircleCheck, IconKey, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { AccountView } from '#contracts';
import type { Column } from '../../../components/data-table.js';
import { Jid } from '../../../components/jid.js';
import { LinkIcon } from '../../../components/link-button.js';
import { RelativeTime } from '../../../components/relative-time.js';
import { RowAction } from '../../../components/row-action.js';
import { ToneBadge } from '../../../components/tone-badge.js';
import { formatCount } from '../../../lib/format-number.js';
import { accountsText as text } from '../../../messages/index.js';
import classes from './columns.module.css';

interface AccountActions {
  readonly onPassword: (account: AccountView) => void;
  readonly onDisable: (account: AccountView) => void;
  readonly onEnable: (account: AccountView) => void;
  readonly onRemove: (account: AccountView) => void;
}

export const accountColumns = ({
  onPassword,
  onDisable,
  onEnable,
  onRemove,
}: AccountActions): readonly Column<AccountView>[] => [
  {
    id: 'jid',
    header: text.column.jid,
    cell: ({ row: { original } }) => (
      <Link to="/users/$jid" params={{ jid: original.jid }} className="dm-link">
        <Jid user={original.jid} />
      </Link>
    ),
    meta: { wide: true, bare: true },
  },
  {
    id: 'state',
    header: text.column.state,
    cell: ({ row: { original } }) => (
      <ToneBadge tone={original.disabled ? 'calm' : 'good'}>
        {original.disabled ? text.disabled : text.enabled}
      </ToneBadge>
    ),
  },
  {
    id: 'sessions',
    header: text.column.sessions,
    cell: ({ row }) => <SessionsNow account={row.original} />,
  },
  {
    id: 'login',
    header: text.column.login,
    cell: ({ row: { original } }) =>
      original.lastLoginAt === null ? text.never : <RelativeTime at={original.lastLoginAt} />,
  },
  {
    id: 'created',
    header: text.column.created,
    cell: ({ row }) => <RelativeTime at={row.original.createdAt} />,
  },
  {
    id: 'actions',
    header: text.column.actions,
    cell: ({ row: { original } }) => (
      <Group gap={4} wrap="nowrap" className={classes.actions ?? ''}>
        <LinkIcon
          to="/users/$jid"
          params={{ jid: original.jid }}
          variant="subtle"
          color="gray"
          aria-label={`${text.limits}: ${original.jid}`}
          title={text.limits}
        >
          <IconAdjustments size={17} aria-hidden="true" />
        </LinkIcon>
        <RowAction
          icon={IconKey}
          title={text.setPassword}
          label={text.setPasswordOf(original.jid)}
          onClick={() => onPassword(original)}
          testId="account-password"
        />
        {original.disabled ? (
          <RowAction
            icon={IconCircleCheck}
            title={text.enable}
            label={text.enableOf(original.jid)}
            onClick={() => onEnable(original)}
            testId="account-enable"
          />
        ) : (
          <RowAction
            icon={IconBan}
            title={text.disable}
            label={text.disableOf(original.jid)}
            onClick={() => onDisable(original)}
            testId="account-disable"
          />
        )}
        <RowAction
          icon={IconTrash}
          title={text.remove}
          label={text.removeOf(original.jid)}
          onClick={() => onRemove(original)}
          testId="account-remove"
          color="red"
        />
      </Group>
    ),
    meta: { align: 'end', wide: true, bare: true },
  },
];

function SessionsNow({ account: { jid, sessions } }: { readonly account: AccountView }) {
  const { connected = 0, hibernating = 0 } = sessions ?? {};
  if (connected + hibernating === 0) return <span className="dm-sub">{text.noSessions}</span>;
  const parts = [
    ...(connected === 0 ? [] : [text.connected(formatCount(connected))]),
    ...(hibernating === 0 ? [] : [text.hibernating(formatCount(hibernating))]),
  ];
  return (
    <Link
      to="/sessions"
      search={{ filter: `user=${jid}` }}
      className="dm-link"
      data-testid="account-sessions"
    >
      {parts.join(', ')}
    </Link>
  );
}

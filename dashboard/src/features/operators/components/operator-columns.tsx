import type { OperatorView } from '#contracts';
import type { Column } from '../../../components/data-table.js';
import { RelativeTime } from '../../../components/relative-time.js';
import { ToneBadge } from '../../../components/tone-badge.js';
import { operatorsText } from '../../../messages/index.js';
import { type OperatorAction, OperatorActions } from './operator-actions.js';

const text = operatorsText.people;

interface OperatorColumnsOptions {
  /** The one who looks; null where that is no account of this list. */
  readonly own: string | null;
  readonly onAsk: (kind: OperatorAction, operator: OperatorView) => void;
  readonly onEnable: (operator: OperatorView) => void;
}

export const operatorColumns = (options: OperatorColumnsOptions): readonly Column<OperatorView>[] => [
  {
    id: 'username',
    header: text.column.username,
    cell: ({ row: { original } }) => (
      <>
        <strong>{original.username}</strong>{' '}
        {original.username === options.own ? <ToneBadge tone="good">{text.you}</ToneBadge> : null}
      </>
    ),
    meta: { wide: true },
  },
  {
    id: 'role',
    header: text.column.role,
    cell: ({ row: { original } }) => (
      <span title={operatorsText.roles[original.role]} data-testid="operator-role">
        {original.role}
      </span>
    ),
  },
  {
    id: 'rights',
    header: text.column.rights,
    cell: ({ row: { original } }) => (original.rights.includes('peek') ? text.peek : text.noRights),
  },
  {
    id: 'factor',
    header: text.column.factor,
    cell: ({ row: { original } }) => (
      <span data-testid="operator-factor">{original.secondFactor ? text.factorOn : text.factorOff}</span>
    ),
  },
  {
    id: 'state',
    header: text.column.state,
    cell: ({ row: { original } }) => (
      <ToneBadge tone={original.disabled ? 'ending' : 'good'} data-testid="operator-state">
        {original.disabled ? text.disabled : text.active}
      </ToneBadge>
    ),
  },
  {
    id: 'signIn',
    header: text.column.signIn,
    cell: ({ row: { original } }) =>
      original.lastSignInAt === null ? text.never : <RelativeTime at={original.lastSignInAt} />,
  },
  {
    id: 'actions',
    header: text.column.actions,
    cell: ({ row: { original } }) => (
      <OperatorActions operator={original} onAsk={options.onAsk} onEnable={options.onEnable} />
    ),
    meta: { align: 'end', bare: true },
  },
];

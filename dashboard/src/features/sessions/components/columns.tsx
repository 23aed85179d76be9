import type { ReactNode } from 'react';
import type { SessionField, SessionView } from '#contracts';
import type { VirtualColumn, VirtualLook } from '../../../components/virtual-table-columns.js';
import { formatBytes, formatCount, formatMs } from '../../../lib/format-number.js';
import { commonText, sessionsListText } from '../../../messages/index.js';
import {
  ConnectionCell,
  CountsCell,
  FailureCell,
  Nothing,
  PressureCell,
  SinceCell,
  StateCell,
  TimeLeftCell,
  UnackedCell,
  UserCell,
} from './cells.js';
import { RowActions } from './row-actions.js';

const { column: names, hint: hints } = sessionsListText;
type Name = keyof typeof names;

/** A column that the server can sort by: its id is the field. `down`: the largest are asked for first. */
const sortable = (
  id: Exclude<Name, 'actions'> & SessionField,
  look: VirtualLook,
  cell: (session: SessionView) => ReactNode,
  down = true,
): VirtualColumn<SessionView> => ({
  id,
  header: names[id],
  accessorFn: (session) => session[id as keyof SessionView],
  sortDescFirst: down,
  cell: ({ row }) => cell(row.original),
  meta: { ...(id in hints ? { hint: hints[id as keyof typeof hints] } : {}), ...look },
});

const UP = false;

export const sessionColumns: readonly VirtualColumn<SessionView>[] = [
  sortable('user', { width: 12, grow: 3, sticky: true, card: 'line' }, (s) => <UserCell session={s} />, UP),
  sortable('resource', { width: 8, grow: 1 }, ({ resource }) => resource, UP),
  sortable('state', { width: 8.75, grow: 1, card: 'plain' }, (s) => <StateCell session={s} />, UP),
  sortable('timeLeft', { width: 6.5 }, (s) => <TimeLeftCell session={s} />, UP),
  sortable('unacked', { width: 6.75, grow: 1 }, (s) => <UnackedCell session={s} />),
  sortable('pressure', { width: 6 }, (s) => <PressureCell session={s} />),
  sortable('queueBytes', { width: 5.75, align: 'end' }, ({ queueBytes }) => formatBytes(queueBytes)),
  sortable('transport', { width: 9, grow: 1 }, (s) => <ConnectionCell session={s} />, UP),
  sortable('tls', { width: 6 }, ({ tls }) => tls ?? <Nothing />, UP),
  sortable('address', { width: 11 }, ({ address }) => address ?? <Nothing />, UP),
  sortable('since', { width: 7.5, grow: 1 }, (s) => <SinceCell session={s} />),
  sortable('hIn', { width: 8, align: 'end' }, (s) => <CountsCell session={s} />),
  sortable('ackRtt', { width: 6, align: 'end' }, ({ ackRtt }) =>
    ackRtt === null ? <Nothing /> : formatMs(ackRtt),
  ),
  sortable('resumes', { width: 6, align: 'end' }, ({ resumes }) => formatCount(resumes)),
  sortable(
    'hibernationReason',
    { width: 11 },
    ({ hibernationReason: why }) => (why === null ? <Nothing /> : commonText.hibernationReason[why]),
    UP,
  ),
  sortable('lastResumeFailure', { width: 10 }, (s) => <FailureCell session={s} />, UP),
  {
    id: 'actions',
    header: names.actions,
    enableSorting: false,
    cell: ({ row }) => <RowActions session={row.original} />,
    meta: { width: 7, align: 'end', card: 'line' },
  },
];

/** Always there; what else there is room for goes by this rank. */
export const columnRank: readonly Name[] = [
  'timeLeft',
  'unacked',
  'since',
  'transport',
  'queueBytes',
  'ackRtt',
  'hIn',
  'resumes',
  'hibernationReason',
  'lastResumeFailure',
  'pressure',
  'resource',
  'tls',
  'address',
];

/** What these say stands in a second line of others already: they are there only for who wants to sort by them, or reads rows
 *  of one line. */
const onlyChosen: readonly string[] = ['resource', 'tls', 'address', 'hibernationReason'];
export const automaticColumns = sessionColumns.filter(({ id }) => !onlyChosen.includes(id));

/** Those that a card has room for. */
const onCards: readonly string[] = ['user', 'state', 'timeLeft', 'unacked', 'since', 'actions'];
export const cardColumns = sessionColumns.filter(({ id }) => onCards.includes(id));

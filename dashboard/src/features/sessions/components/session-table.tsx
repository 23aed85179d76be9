import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { SessionSort, SessionView } from '#contracts';
import type { Density } from '../../../components/column-choices.js';
import { VirtualTable } from '../../../components/virtual-table.js';
import type { VirtualColumn } from '../../../components/virtual-table-columns.js';
import { useMay } from '../../../lib/identity.js';
import { sessionsListText as text } from '../../../messages/index.js';
import type { Choice } from '../choice.js';
import { listSearch } from '../search.js';
import type { SessionRows } from '../session-rows.js';

/** rem */
const ROW = { comfortable: 3.5, compact: 2.375 } as const;
const CARD = 12.75;

const rowId = ({ id }: SessionView) => id;
const jidOf = ({ user, resource }: SessionView) => `${user}/${resource}`;
const selectOf = (session: SessionView) => text.select(jidOf(session));
const rowProps = ({ id, state }: SessionView) => ({
  'data-testid': 'session-row',
  'data-session-id': id,
  'data-state': state,
});

interface SessionTableProps {
  readonly rows: SessionRows;
  readonly list: string;
  readonly memory: { readonly first: number; readonly note: (row: number) => void };
  readonly sort: SessionSort;
  readonly onSort: (sort: SessionSort) => void;
  readonly choice: Choice;
  readonly columns: readonly VirtualColumn<SessionView>[];
  readonly cards: boolean;
  readonly density: Density;
}

export function SessionTable({
  rows,
  list,
  memory,
  sort,
  onSort,
  choice,
  columns,
  cards,
  density,
}: SessionTableProps) {
  const operator = useMay('operator');
  const navigate = useNavigate();
  const open = useCallback(
    ({ id }: SessionView) =>
      void navigate({
        to: '/sessions/$sessionId',
        params: { sessionId: id },
        search: (now) => listSearch(now),
      }),
    [navigate],
  );
  const { look: watch } = rows;
  const { note } = memory;
  const look = useCallback(
    (first: number, last: number) => {
      note(first);
      watch(first, last);
    },
    [note, watch],
  );
  const descending = sort.startsWith('-');
  return (
    <VirtualTable
      label={text.table}
      columns={columns}
      total={rows.total}
      rows={rows.rows}
      offset={rows.offset}
      rowId={rowId}
      rowProps={rowProps}
      rowHeight={cards ? CARD : ROW[density]}
      cards={cards}
      density={density}
      old={rows.old}
      list={list}
      sorting={[{ id: descending ? sort.slice(1) : sort, desc: descending }]}
      onSort={([by]) => {
        if (by !== undefined) onSort(`${by.desc ? '-' : ''}${by.id}` as SessionSort);
      }}
      firstRow={memory.first}
      onLook={look}
      onOpen={open}
      {...(operator ? { choice: { ...choice, label: selectOf, labelOfAll: text.selectShown } } : {})}
    />
  );
}

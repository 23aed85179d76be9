// biome-ignore-all lint/a11y/useSemanticElements: a grid of which only some rows are there is no table of HTML
import { type ColumnDef, type SortingState, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, useCallback, useEffect, useId, useMemo, useRef } from 'react';
import { commonText } from '../messages/index.js';
import classes from './virtual-table.module.css';
import { useActiveRow } from './virtual-table-active.js';
import { ChoiceOfAll } from './virtual-table-choice.js';
import {
  templateOf,
  type VirtualColumn,
  type VirtualFeatures,
  virtualFeatures,
  widthOf,
} from './virtual-table-columns.js';
import { VirtualHead } from './virtual-table-head.js';
import { AwaitedRow, BodyRow, type RowChoice } from './virtual-table-row.js';

export interface VirtualTableProps<T extends object> {
  readonly label: string;
  readonly columns: readonly VirtualColumn<T>[];
  /** How many there are; undefined while that is not known. */
  readonly total: number | undefined;
  /** Those at hand, and the place of the first of them among all. */
  readonly rows: readonly T[];
  readonly offset: number;
  readonly rowId: (row: T) => string;
  readonly rowProps?: (row: T) => Record<`data-${string}`, string>;
  /** Of each row, rem. */
  readonly rowHeight: number;
  /** Rows are cards, one below the other. */
  readonly cards: boolean;
  readonly density: 'comfortable' | 'compact';
  /** What is shown is not up to date. */
  readonly old: boolean;
  /** Another value for another list: it begins at the top, the first one at `firstRow`. */
  readonly list: string;
  readonly firstRow?: number;
  readonly sorting: SortingState;
  readonly onSort: (sorting: SortingState) => void;
  /** Which rows are on screen, whenever that changes. */
  readonly onLook: (first: number, last: number) => void;
  readonly onOpen: (row: T) => void;
  readonly choice?: {
    readonly labelOfAll: string;
    readonly label: (row: T) => string;
    readonly has: (id: string) => boolean;
    /** Rows to choose or to leave, as the one last clicked says. */
    readonly onChoose: (rows: readonly T[], chosen: boolean) => void;
    readonly onClear: () => void;
  };
}

/** Rows of skeletons while nothing is known. */
const AWAITED = 12;
const HEAD = 2.25;
const rem = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;

/**
 * A table of any length: only the rows on screen are in the document, all of one height, so nothing shifts. A grid in the terms
 * of ARIA: one stop of the Tab key, in which arrows, Home, End and the page keys move, Enter opens and Space chooses.
 */
export function VirtualTable<T extends object>(props: VirtualTableProps<T>) {
  const { label, columns, total, rows, offset, rowId, rowProps, rowHeight, cards, density, old, list } =
    props;
  const { firstRow = 0, sorting, onSort, onLook, onOpen, choice } = props;
  const frame = useRef<HTMLDivElement>(null);
  const id = useId();
  const count = total ?? AWAITED;
  const unit = rem();
  const height = Math.round(rowHeight * unit);
  const headHeight = cards ? 0 : Math.round(HEAD * unit);
  const table = useTable<VirtualFeatures, T>({
    features: virtualFeatures,
    columns: columns as readonly ColumnDef<VirtualFeatures, T>[] as ColumnDef<VirtualFeatures, T>[],
    data: rows as T[],
    getRowId: rowId,
    manualSorting: true,
    enableSortingRemoval: false,
    enableMultiSort: false,
    state: { sorting },
    onSortingChange: (update) => onSort(typeof update === 'function' ? update(sorting) : update),
  });
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => frame.current,
    estimateSize: () => height,
    overscan: 6,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
  });
  // Rows are measured by telling, not by looking.
  useEffect(() => {
    if (height > 0) virtual.measure();
  }, [virtual, height]);
  const begun = useRef<string | null>(null);
  const { startIndex: first = 0, endIndex: last = 0 } = virtual.range ?? {};
  useEffect(() => {
    // Before the list has come to where it begins, nobody looks at it.
    if (total !== undefined && begun.current === list) onLook(first, last);
  }, [onLook, first, last, total, list]);
  const known = total !== undefined;
  useEffect(() => {
    if (!known || begun.current === list) return;
    virtual.scrollToIndex(begun.current === null ? firstRow : 0, { align: 'start' });
    begun.current = list;
  }, [virtual, list, known, firstRow]);

  const at = useCallback((index: number): T | undefined => rows[index - offset], [rows, offset]);
  const active = useActiveRow({
    at,
    rowId,
    rows,
    offset,
    count: total ?? 0,
    page: last - first,
    virtual,
    onOpen,
    choice,
  });

  const onChoose = active.choose;
  const labelOf = choice?.label;
  const rowChoice = useMemo<RowChoice<T> | undefined>(
    () => (labelOf === undefined ? undefined : { label: labelOf, onChoose }),
    [labelOf, onChoose],
  );
  const drawn = table.getRowModel().rows;
  const style = {
    '--columns': templateOf(columns, choice !== undefined),
    '--table-width': `${widthOf(columns, choice !== undefined)}rem`,
    '--head-height': `${headHeight}px`,
  } as CSSProperties;
  return (
    <div
      ref={frame}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={total === undefined ? -1 : total + 1}
      aria-colcount={columns.length + (choice === undefined ? 0 : 1)}
      aria-multiselectable={choice !== undefined}
      aria-busy={total === undefined}
      aria-activedescendant={active.index === -1 ? undefined : `${id}${active.index}`}
      className={classes.frame}
      data-cards={cards || undefined}
      data-density={density}
      data-old={old || undefined}
      style={style}
      onKeyDown={active.onKeyDown}
    >
      {cards ? null : (
        <VirtualHead
          headers={table.getHeaderGroups()[0]?.headers ?? []}
          choice={
            choice === undefined ? null : (
              <ChoiceOfAll
                label={choice.labelOfAll}
                rows={rows.slice(Math.max(0, first - offset), Math.max(0, last - offset + 1))}
                has={(row) => choice.has(rowId(row))}
                onChoose={choice.onChoose}
              />
            )
          }
        />
      )}
      <div role="rowgroup" className={classes.body} style={{ height: count * height }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = total === undefined ? undefined : drawn[index - offset];
          const place = { index, top: start - headHeight, height };
          return row === undefined ? (
            <AwaitedRow key={index} {...place} cells={columns.length} label={commonText.loading} />
          ) : (
            <BodyRow
              key={row.id}
              row={row}
              columns={columns}
              {...place}
              id={`${id}${index}`}
              active={index === active.index}
              chosen={choice?.has(row.id) ?? false}
              choice={rowChoice}
              attributes={rowProps}
              onOpen={active.open}
            />
          );
        })}
      </div>
    </div>
  );
}

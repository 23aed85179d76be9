import {
  type ColumnDef,
  createSortedRowModel,
  FlexRender,
  type Header,
  type Row,
  rowSortingFeature,
  type SortingState,
  sortFn_basic,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { memo } from 'react';
import classes from './data-table.module.css';

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { basic: sortFn_basic },
});
type Features = typeof features;

/** How a cell stands: numbers at the end; on a narrow screen a row is a card, where `wide` cells take a line of their own. */
export interface ColumnLook<T = never> {
  readonly align?: 'end';
  readonly wide?: boolean;
  /** No label in the card: the cell speaks for itself. */
  readonly bare?: boolean;
  /** In the card there is nothing of a cell that is empty, not even its label. */
  readonly empty?: (row: T) => boolean;
  /** Explains the heading on hover. */
  readonly hint?: string;
}

export type Column<T extends object> = ColumnDef<Features, T> & {
  readonly id: string;
  readonly meta?: ColumnLook<T>;
};

interface DataTableProps<T extends object> {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowId: (row: T) => string;
  /** Attributes of a row: data-testid, data-state. */
  readonly rowProps?: (row: T) => Record<`data-${string}`, string>;
  /** Absent where the server decides the order. */
  readonly sorting?: SortingState;
  readonly onSort?: (sorting: SortingState) => void;
  /** The rows come in that order: `onSort` asks for another one, nothing is sorted here. */
  readonly ordered?: boolean;
}

const unsorted: SortingState = [];

/** A table that becomes a list of cards where it is narrow. A row renders again only when its datum is another object. */
export function DataTable<T extends object>(props: DataTableProps<T>) {
  const { label, columns, rows, rowId, rowProps, sorting = unsorted, onSort, ordered = false } = props;
  const table = useTable<Features, T>({
    features,
    columns: columns as ColumnDef<Features, T>[],
    data: rows as T[],
    getRowId: rowId,
    state: { sorting },
    enableSorting: onSort !== undefined,
    enableSortingRemoval: false,
    manualSorting: ordered,
    onSortingChange: (update) => onSort?.(typeof update === 'function' ? update(sorting) : update),
  });
  return (
    <div className={classes.frame}>
      <table className={classes.table} aria-label={label}>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <Heading
                  key={header.id}
                  header={header}
                  sorted={sorting.find(({ id }) => id === header.id)}
                />
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <BodyRow key={row.id} row={row} columns={columns} rowProps={rowProps} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const look = <T,>(column: { readonly meta?: unknown }): ColumnLook<T> => (column.meta ?? {}) as ColumnLook<T>;

interface HeadingProps<T extends object> {
  readonly header: Header<Features, T, unknown>;
  readonly sorted: { readonly desc: boolean } | undefined;
}

function Heading<T extends object>({ header, sorted }: HeadingProps<T>) {
  const { align, hint } = look(header.column.columnDef);
  const direction = sorted === undefined ? undefined : sorted.desc ? 'descending' : 'ascending';
  const text = <FlexRender header={header} />;
  return (
    <th scope="col" data-align={align} title={hint} aria-sort={direction}>
      {header.column.getCanSort() ? (
        <button type="button" className={classes.sort} onClick={header.column.getToggleSortingHandler()}>
          {text}
          <span aria-hidden="true">{sorted === undefined ? '' : sorted.desc ? '↓' : '↑'}</span>
        </button>
      ) : (
        text
      )}
    </th>
  );
}

interface BodyRowProps<T extends object> {
  readonly row: Row<Features, T>;
  readonly columns: readonly Column<T>[];
  readonly rowProps: ((row: T) => Record<`data-${string}`, string>) | undefined;
}

function BodyRowBase<T extends object>({ row, rowProps }: BodyRowProps<T>) {
  return (
    <tr {...rowProps?.(row.original)}>
      {row.getAllCells().map((cell) => {
        const { align, wide, bare, empty } = look<T>(cell.column.columnDef);
        const nothing = empty?.(row.original) === true;
        return (
          <td
            key={cell.id}
            data-align={align}
            data-wide={wide || undefined}
            data-empty={nothing || undefined}
          >
            {bare ? null : (
              <span className={classes.label} aria-hidden="true">
                {cell.column.columnDef.header as string}
              </span>
            )}
            <FlexRender cell={cell} />
          </td>
        );
      })}
    </tr>
  );
}

// The table makes new row objects whenever its data changes; what a row shows depends on its datum and columns alone.
const BodyRow = memo(
  BodyRowBase,
  (before, after) =>
    before.row.original === after.row.original &&
    before.columns === after.columns &&
    before.rowProps === after.rowProps,
) as typeof BodyRowBase;

// biome-ignore-all lint/a11y/useSemanticElements: a grid of which only some rows are there is no table of HTML
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and names the row it is for
import { FlexRender } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import classes from './virtual-table.module.css';
import { lookOf, type VirtualHeader } from './virtual-table-columns.js';

interface HeadProps<T extends object> {
  readonly headers: readonly VirtualHeader<T>[];
  /** The box that chooses every row on screen. */
  readonly choice: ReactNode;
}

/** The row of headings; those that can be sorted by are buttons. */
export function VirtualHead<T extends object>({ headers, choice }: HeadProps<T>) {
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.row}>
        {choice === null ? null : (
          <div role="columnheader" className={`${classes.cell} ${classes.choice}`}>
            {choice}
          </div>
        )}
        {headers.map((header) => (
          <Heading key={header.id} header={header} />
        ))}
      </div>
    </div>
  );
}

function Heading<T extends object>({ header }: { readonly header: VirtualHeader<T> }) {
  const { column } = header;
  const { align, hint, sticky } = lookOf(column.columnDef);
  const sorted = column.getIsSorted();
  const text = <FlexRender header={header} />;
  return (
    <div
      role="columnheader"
      className={classes.cell}
      data-align={align}
      data-sticky={sticky}
      title={hint}
      aria-sort={sorted === false ? undefined : sorted === 'asc' ? 'ascending' : 'descending'}
    >
      {column.getCanSort() ? (
        <button
          type="button"
          className={classes.sort}
          data-sorted={sorted === false ? undefined : true}
          onClick={column.getToggleSortingHandler()}
        >
          {text}
          <span aria-hidden="true">{sorted === 'asc' ? '↑' : '↓'}</span>
        </button>
      ) : (
        text
      )}
    </div>
  );
}

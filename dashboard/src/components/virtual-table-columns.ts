import {
  type ColumnDef,
  type Header,
  type Row,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table';

/** The server sorts: the table only says which way. */
export const virtualFeatures = tableFeatures({ rowSortingFeature });
export type VirtualFeatures = typeof virtualFeatures;
export type VirtualHeader<T extends object> = Header<VirtualFeatures, T, unknown>;
export type VirtualRow<T extends object> = Row<VirtualFeatures, T>;

/** How a column stands. Widths in rem. */
export interface VirtualLook {
  /** It is never narrower. */
  readonly width: number;
  /** Its part of the room that is left over; 0 unless said. */
  readonly grow?: number;
  /** Numbers stand at the end. */
  readonly align?: 'end';
  /** Explains the heading on hover. */
  readonly hint?: string;
  /** Stays where it is when the table is moved sideways. */
  readonly sticky?: true;
  /** Its place in the card that a row is on a narrow screen: a line of its own, or with a label beside another. */
  readonly card?: 'line' | 'plain';
}

export type VirtualColumn<T extends object> = ColumnDef<VirtualFeatures, T> & {
  readonly id: string;
  readonly meta: VirtualLook;
};

export const lookOf = (column: { readonly meta?: unknown }): VirtualLook => column.meta as VirtualLook;

/** Of the box that chooses a row. */
export const CHOICE_WIDTH = 2.5;

interface Columned {
  readonly meta: VirtualLook;
}

/** `grid-template-columns` for these columns; every row has the same. */
export const templateOf = (columns: readonly Columned[], choice: boolean): string =>
  [
    ...(choice ? [`${CHOICE_WIDTH}rem`] : []),
    ...columns.map(({ meta: { width, grow } }) =>
      grow === undefined ? `${width}rem` : `minmax(${width}rem, ${grow}fr)`,
    ),
  ].join(' ');

/** What they take at least, rem. */
export const widthOf = (columns: readonly Columned[], choice: boolean): number =>
  columns.reduce((sum, { meta }) => sum + meta.width, choice ? CHOICE_WIDTH : 0);

/** As many columns as there is room for (rem): those that must be there, then by their rank; in the order they are given. */
export function fitting<C extends Columned & { readonly id: string }>(
  columns: readonly C[],
  rank: readonly string[],
  room: number,
  choice: boolean,
): readonly C[] {
  const always = columns.filter(({ id }) => !rank.includes(id));
  const shown = new Set(always);
  let left = room - widthOf(always, choice);
  for (const id of rank) {
    const column = columns.find((one) => one.id === id);
    if (column === undefined) continue;
    left -= column.meta.width;
    // What is of less weight does not jump the queue because it is narrower.
    if (left < 0) break;
    shown.add(column);
  }
  return columns.filter((column) => shown.has(column));
}

// biome-ignore-all lint/a11y/useSemanticElements: a grid of which only some rows are there is no table of HTML
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and names the row it is for
import { FlexRender } from '@tanstack/react-table';
import { createContext, type MouseEvent, memo, use } from 'react';
import classes from './virtual-table.module.css';
import { lookOf, type VirtualColumn, type VirtualRow } from './virtual-table-columns.js';

export interface RowChoice<T> {
  /** Name of the box of a row. */
  readonly label: (row: T) => string;
  /** `extend`: everything from the row chosen last up to this one. */
  readonly onChoose: (index: number, extend: boolean) => void;
}

interface BodyRowProps<T extends object> {
  readonly row: VirtualRow<T>;
  readonly columns: readonly VirtualColumn<T>[];
  readonly index: number;
  readonly id: string;
  /** From the top of the body, and its height, px. */
  readonly top: number;
  readonly height: number;
  readonly active: boolean;
  readonly chosen: boolean;
  readonly choice: RowChoice<T> | undefined;
  readonly attributes: ((row: T) => Record<`data-${string}`, string>) | undefined;
  readonly onOpen: (index: number) => void;
}

/** Whether the Tab key should stop at what is in this row: in a long table only at what is in the active one. */
const TabStop = createContext(true);
export const useTabStop = (): 0 | -1 => (use(TabStop) ? 0 : -1);

/** A click on these, or the end of selecting text, is no click on the row. */
const isOwn = (event: MouseEvent) =>
  (event.target as Element).closest('a, button, input, label') === null && String(getSelection()) === '';

function BodyRowBase<T extends object>(props: BodyRowProps<T>) {
  const { row, index, id, top, height, active, chosen, choice, attributes, onOpen } = props;
  const { original } = row;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keys, for whichever row is the active one
    <div
      role="row"
      id={id}
      aria-rowindex={index + 2}
      aria-selected={choice === undefined ? undefined : chosen}
      className={classes.row}
      style={{ top, height }}
      data-active={active || undefined}
      onClick={(event) => {
        if (isOwn(event)) onOpen(index);
      }}
      {...attributes?.(original)}
    >
      {choice === undefined ? null : (
        <div role="gridcell" className={`${classes.cell} ${classes.choice}`}>
          <label className={classes.box}>
            <input
              type="checkbox"
              tabIndex={-1}
              checked={chosen}
              aria-label={choice.label(original)}
              onChange={() => {}}
              onClick={(event) => choice.onChoose(index, event.shiftKey)}
            />
          </label>
        </div>
      )}
      {row.getAllCells().map((cell) => {
        const { columnDef } = cell.column;
        const { align, card, sticky } = lookOf(columnDef);
        return (
          <div
            key={cell.id}
            role="gridcell"
            className={classes.cell}
            data-column={cell.column.id}
            data-align={align}
            data-sticky={sticky}
            data-card={card}
          >
            {card === undefined ? (
              <span className={classes.label} aria-hidden="true">
                {columnDef.header as string}
              </span>
            ) : null}
            <TabStop value={active}>
              <FlexRender cell={cell} />
            </TabStop>
          </div>
        );
      })}
    </div>
  );
}

// The table makes new row objects whenever its data changes; what a row shows depends on its datum and these.
export const BodyRow = memo(
  BodyRowBase,
  (before, after) =>
    before.row.original === after.row.original &&
    before.columns === after.columns &&
    before.index === after.index &&
    before.top === after.top &&
    before.height === after.height &&
    before.active === after.active &&
    before.chosen === after.chosen &&
    before.choice === after.choice &&
    before.attributes === after.attributes &&
    before.onOpen === after.onOpen,
) as typeof BodyRowBase;

interface AwaitedRowProps {
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly cells: number;
  readonly label: string;
}

/** Stands where a row will be. */
export function AwaitedRow({ index, top, height, cells, label }: AwaitedRowProps) {
  return (
    <div role="row" aria-rowindex={index + 2} className={classes.row} style={{ top, height }} data-awaited>
      <div role="gridcell" aria-colspan={cells} aria-label={label} className={classes.awaited}>
        <span style={{ width: `${70 - ((index * 17) % 40)}%` }} />
      </div>
    </div>
  );
}

import type { Virtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { rowAfterKey } from './virtual-table-keys.js';

interface ActiveRowOptions<T> {
  readonly at: (index: number) => T | undefined;
  readonly rowId: (row: T) => string;
  readonly rows: readonly T[];
  readonly offset: number;
  readonly count: number;
  /** Rows on screen. */
  readonly page: number;
  readonly virtual: Pick<Virtualizer<HTMLDivElement, Element>, 'scrollToIndex'>;
  readonly onOpen: (row: T) => void;
  readonly choice:
    | {
        readonly has: (id: string) => boolean;
        readonly onChoose: (rows: readonly T[], chosen: boolean) => void;
        readonly onClear: () => void;
      }
    | undefined;
}

export interface ActiveRow {
  /** -1: none. */
  readonly index: number;
  readonly open: (index: number) => void;
  readonly choose: (index: number, extend: boolean) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** The row that keys are for. It is a row and not a place: when the list changes around it, it stays the same session. */
export function useActiveRow<T extends object>(options: ActiveRowOptions<T>): ActiveRow {
  const [active, setActive] = useState<{ readonly index: number; readonly id: string | undefined } | null>(
    null,
  );
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  /** Where the choice began that Shift extends. */
  const anchor = useRef<string | undefined>(undefined);

  const { rows, offset, count, rowId } = options;
  const moved = active?.id === undefined ? -1 : rows.findIndex((row) => rowId(row) === active.id);
  const index = active === null ? -1 : moved === -1 ? Math.min(active.index, count - 1) : offset + moved;

  const activate = useCallback((next: number) => {
    const row = latest.current.at(next);
    setActive({ index: next, id: row && latest.current.rowId(row) });
  }, []);

  const open = useCallback(
    (next: number) => {
      const row = latest.current.at(next);
      activate(next);
      if (row !== undefined) latest.current.onOpen(row);
    },
    [activate],
  );

  const choose = useCallback(
    (next: number, extend: boolean) => {
      const { at, choice, rows: all, offset: from, rowId: idOf } = latest.current;
      const row = at(next);
      activate(next);
      if (row === undefined || choice === undefined) return;
      const begun = extend ? all.findIndex((one) => idOf(one) === anchor.current) : -1;
      if (begun === -1) {
        anchor.current = idOf(row);
        choice.onChoose([row], !choice.has(idOf(row)));
        return;
      }
      const [low, high] = [Math.min(begun, next - from), Math.max(begun, next - from)];
      choice.onChoose(all.slice(low, high + 1), true);
    },
    [activate],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    const own = event.target === event.currentTarget;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = rowAfterKey(event.key, index, count, Math.max(1, options.page - 1));
    if (next !== undefined && count > 0) {
      activate(next);
      options.virtual.scrollToIndex(next);
    } else if (own && event.key === 'Enter' && index !== -1) open(index);
    else if (own && event.key === ' ' && index !== -1) choose(index, event.shiftKey);
    else if (event.key === 'Escape' && options.choice !== undefined) options.choice.onClear();
    else return;
    event.preventDefault();
  };

  return { index, open, choose, onKeyDown };
}

import { useEffect, useRef } from 'react';
import classes from './virtual-table.module.css';

interface ChoiceOfAllProps<T> {
  readonly label: string;
  /** Those on screen. */
  readonly rows: readonly T[];
  readonly has: (row: T) => boolean;
  readonly onChoose: (rows: readonly T[], chosen: boolean) => void;
}

/** The box that chooses every row on screen; half ticked when some of them are. */
export function ChoiceOfAll<T>({ label, rows, has, onChoose }: ChoiceOfAllProps<T>) {
  const box = useRef<HTMLInputElement>(null);
  const chosen = rows.filter(has).length;
  const all = rows.length > 0 && chosen === rows.length;
  const some = chosen > 0 && !all;
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = some;
  }, [some]);
  return (
    <label className={classes.box}>
      <input
        ref={box}
        type="checkbox"
        aria-label={label}
        checked={all}
        disabled={rows.length === 0}
        onChange={() => onChoose(rows, !all)}
        data-testid="choose-shown"
      />
    </label>
  );
}

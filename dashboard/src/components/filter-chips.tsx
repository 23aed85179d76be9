import { Popover } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import classes from './filter-chips.module.css';

export interface FilterChip {
  /** The condition as it is written. */
  readonly text: string;
  /** The same for people. */
  readonly words: string;
  /** What is wrong with it, in a sentence. */
  readonly problem: string | null;
}

interface FilterChipsProps {
  readonly label: string;
  readonly chips: readonly FilterChip[];
  readonly labelOfEdit: (words: string) => string;
  readonly labelOfDrop: (words: string) => string;
  readonly onDrop: (text: string) => void;
  /** What a chip opens into when it is pressed. */
  readonly editor: (chip: FilterChip, close: () => void) => ReactNode;
  /** Stands behind the last of them. */
  readonly children: ReactNode;
}

/** The conditions in use, each to be read, changed and taken away. */
export function FilterChips(props: FilterChipsProps) {
  const { label, chips, labelOfEdit, labelOfDrop, onDrop, editor, children } = props;
  const [open, setOpen] = useState<string | null>(null);
  const close = () => setOpen(null);
  return (
    <ul className={classes.chips} aria-label={label}>
      {chips.map((chip) => (
        <li
          key={chip.text}
          className={classes.chip}
          data-wrong={chip.problem !== null || undefined}
          data-testid="filter-chip"
        >
          <Popover
            opened={open === chip.text}
            onChange={(opened) => setOpen(opened ? chip.text : null)}
            position="bottom-start"
            shadow="md"
            trapFocus
            returnFocus
          >
            <Popover.Target>
              <button
                type="button"
                className={classes.words}
                aria-label={labelOfEdit(chip.words)}
                title={chip.problem ?? chip.text}
                onClick={() => setOpen(open === chip.text ? null : chip.text)}
              >
                {chip.words}
              </button>
            </Popover.Target>
            <Popover.Dropdown>{editor(chip, close)}</Popover.Dropdown>
          </Popover>
          <button
            type="button"
            className={classes.drop}
            aria-label={labelOfDrop(chip.words)}
            onClick={() => onDrop(chip.text)}
            data-testid="drop-filter"
          >
            <IconX size={13} aria-hidden="true" />
          </button>
        </li>
      ))}
      <li>{children}</li>
    </ul>
  );
}

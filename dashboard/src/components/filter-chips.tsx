import { Button } from '@mantine/core';
import { IconFilterPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './filter-chips.module.css';
import { type PopupPlace, usePopup } from './use-popup.js';

export interface FilterChip {
  /** The condition as it is written. */
  readonly text: string;
  /** The same for people. */
  readonly words: string;
  /** What is wrong with it, in a sentence. */
  readonly problem: string | null;
}

interface ChipHandling<Chip> {
  readonly labelOfEdit: (words: string) => string;
  readonly labelOfDrop: (words: string) => string;
  readonly onDrop: (text: string) => void;
  /** What a chip opens into when it is pressed, and, without one, the button behind the last. */
  readonly editor: (chip: Chip | null, place: PopupPlace) => ReactNode;
}

interface FilterChipsProps<Chip> extends ChipHandling<Chip> {
  readonly label: string;
  readonly chips: readonly Chip[];
  readonly labelOfAdd: string;
}

/** The conditions in use, each to be read, changed and taken away, and a button for one more. */
export function FilterChips<Chip extends FilterChip>(props: FilterChipsProps<Chip>) {
  const { label, chips, labelOfAdd, ...handling } = props;
  const { place, opener } = usePopup();
  return (
    <ul className={classes.chips} aria-label={label}>
      {chips.map((chip) => (
        <ChipItem key={chip.text} chip={chip} {...handling} />
      ))}
      <li>
        <Button
          {...opener}
          variant="subtle"
          size="compact-sm"
          leftSection={<IconFilterPlus size={15} aria-hidden="true" />}
          data-testid="add-filter"
        >
          {labelOfAdd}
        </Button>
        {handling.editor(null, place)}
      </li>
    </ul>
  );
}

function ChipItem<Chip extends FilterChip>(props: ChipHandling<Chip> & { readonly chip: Chip }) {
  const { chip, labelOfEdit, labelOfDrop, onDrop, editor } = props;
  const { place, opener } = usePopup();
  return (
    <li className={classes.chip} data-wrong={chip.problem !== null || undefined} data-testid="filter-chip">
      <button
        {...opener}
        type="button"
        className={classes.words}
        aria-label={labelOfEdit(chip.words)}
        title={chip.problem ?? chip.text}
      >
        {chip.words}
      </button>
      {editor(chip, place)}
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
  );
}

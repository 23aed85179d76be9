import { Checkbox, Stack, TextInput } from '@mantine/core';
import type { LimitName } from '#contracts';
import { limitsText as text } from '../../../messages/index.js';
import { formatLimit, mayBeUnlimited, unitOf } from '../limit-units.js';
import classes from './value-input.module.css';

export interface TypedLimit {
  readonly text: string;
  readonly unlimited: boolean;
}

interface ValueInputProps {
  readonly name: LimitName;
  readonly now: number | null;
  readonly typed: TypedLimit;
  readonly invalid: boolean;
  readonly onChange: (typed: TypedLimit) => void;
}

/** A limit's new value in the unit of its option, with what that is in words. */
export function ValueInput({ name, now, typed, invalid, onChange }: ValueInputProps) {
  const unit = text.unit[unitOf(name)];
  const inWords = /^\d+$/.test(typed.text.trim()) ? formatLimit(name, Number(typed.text)) : null;
  const hint = inWords === null || unit === '' ? text.inputNow(formatLimit(name, now)) : text.means(inWords);
  return (
    <Stack gap="xs">
      <TextInput
        label={text.input}
        description={typed.unlimited ? text.inputNow(formatLimit(name, now)) : hint}
        inputMode="numeric"
        value={typed.text}
        disabled={typed.unlimited}
        onChange={(event) => onChange({ ...typed, text: event.currentTarget.value })}
        error={invalid ? text.invalid : null}
        autoComplete="off"
        {...(unit === ''
          ? {}
          : { rightSection: <span className={classes.unit}>{unit}</span>, rightSectionWidth: 72 })}
        data-autofocus
        data-testid="limit-input"
      />
      {mayBeUnlimited(name) ? (
        <Checkbox
          label={text.unlimited}
          checked={typed.unlimited}
          onChange={(event) => onChange({ ...typed, unlimited: event.currentTarget.checked })}
          data-testid="limit-unlimited"
        />
      ) : null}
    </Stack>
  );
}

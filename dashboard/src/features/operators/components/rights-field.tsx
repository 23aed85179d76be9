import { Checkbox } from '@mantine/core';
import type { Right } from '#contracts';
import { operatorsText } from '../../../messages/index.js';

const text = operatorsText.people;

interface RightsFieldProps {
  readonly value: readonly Right[];
  readonly onChange: (rights: Right[]) => void;
}

/** There is one right so far. */
export function RightsField({ value, onChange }: RightsFieldProps) {
  return (
    <Checkbox
      label={text.rights}
      description={text.rightsHint}
      checked={value.includes('peek')}
      onChange={(event) => onChange(event.currentTarget.checked ? ['peek'] : [])}
      data-testid="right-peek"
    />
  );
}

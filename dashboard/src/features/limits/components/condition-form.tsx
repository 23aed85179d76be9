import { Button, NativeSelect, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { limitsText as text } from '../../../messages/index.js';
import { conditionText, isShare, measured, signs, type UserDraft } from '../user-condition.js';

interface ConditionFormProps {
  readonly initial: UserDraft;
  readonly onApply: (condition: string) => void;
}

const fields = measured.map((field) => ({ value: field, label: text.field[field] ?? field }));
const choices = signs.map((sign) => ({ value: sign, label: text.sign[sign] }));

/** Puts a condition together: a figure, how it compares, and with what. */
export function ConditionForm({ initial, onApply }: ConditionFormProps) {
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const condition = conditionText(draft);
  const apply = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (condition !== undefined) onApply(condition);
  };
  return (
    <form onSubmit={apply} noValidate data-testid="condition-form">
      <Stack gap="xs" w="15rem">
        <NativeSelect
          label={text.filterField}
          size="xs"
          data={fields}
          value={draft.field}
          onChange={({ currentTarget: { value } }) =>
            setDraft({ ...draft, field: measured.find((field) => field === value) ?? draft.field })
          }
          data-testid="condition-field"
        />
        <NativeSelect
          label={text.filterSign}
          size="xs"
          data={choices}
          value={draft.sign}
          onChange={({ currentTarget: { value } }) =>
            setDraft({ ...draft, sign: signs.find((sign) => sign === value) ?? draft.sign })
          }
        />
        <TextInput
          label={text.filterValue}
          size="xs"
          inputMode="decimal"
          {...(isShare(draft.field) ? { description: text.filterShare } : {})}
          value={draft.value}
          onChange={({ currentTarget: { value } }) => setDraft({ ...draft, value })}
          error={tried && condition === undefined ? text.filterNumber : null}
          autoComplete="off"
          data-autofocus
          data-testid="condition-value"
        />
        <Button type="submit" size="xs" data-testid="condition-apply">
          {text.filterApply}
        </Button>
      </Stack>
    </form>
  );
}

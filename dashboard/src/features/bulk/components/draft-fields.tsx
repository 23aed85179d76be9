import { Checkbox, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import type { LimitName } from '#contracts';
import { limitNames } from '#contracts';
import { formatSpan } from '../../../lib/format-duration.js';
import { limitsText, bulkText as text } from '../../../messages/index.js';
import { type Complaints, type Draft, limitValueOf, secondsOf } from '../draft.js';
import { formatLimitValue, kindOf } from '../limit-kind.js';

export interface FieldsProps {
  readonly draft: Draft;
  readonly complaints: Complaints;
  readonly onChange: (change: Partial<Draft>) => void;
}

/** Whom it is about, where that was not chosen before. */
export function TargetField({
  draft,
  complaints,
  onChange,
  users,
}: FieldsProps & { readonly users: boolean }) {
  return users ? (
    <TextInput
      label={text.search}
      description={text.searchHint}
      value={draft.search}
      onChange={(event) => onChange({ search: event.currentTarget.value })}
      error={complaints.search}
      autoComplete="off"
      spellCheck={false}
      data-autofocus
      data-testid="bulk-search"
    />
  ) : (
    <Textarea
      label={text.filter}
      description={text.filterHint}
      rows={3}
      value={draft.filter}
      onChange={(event) => onChange({ filter: event.currentTarget.value })}
      error={complaints.filter}
      autoComplete="off"
      spellCheck={false}
      data-autofocus
      data-testid="bulk-filter"
    />
  );
}

export function ExtendFields({ draft, complaints, onChange }: FieldsProps) {
  const seconds = secondsOf(draft.time);
  return (
    <Stack gap="xs">
      <TextInput
        label={text.extendBy}
        description={seconds === undefined ? text.extendHint : text.inWords(formatSpan(seconds))}
        placeholder="30m"
        value={draft.time}
        onChange={(event) => onChange({ time: event.currentTarget.value })}
        error={complaints.time}
        autoComplete="off"
        data-testid="bulk-time"
      />
      <Checkbox
        size="sm"
        label={text.beyondLimit}
        checked={draft.beyondLimit}
        onChange={(event) => onChange({ beyondLimit: event.currentTarget.checked })}
      />
    </Stack>
  );
}

export function LimitFields({ draft, complaints, onChange }: FieldsProps) {
  const kind = kindOf(draft.limit);
  const value = limitValueOf(draft);
  const unlimited = draft.unlimited && kind !== 'seconds';
  return (
    <Stack gap="xs">
      <NativeSelect
        label={text.limit}
        value={draft.limit}
        onChange={(event) => onChange({ limit: event.currentTarget.value as LimitName })}
        data={limitNames.map((name) => ({ value: name, label: limitsText.name[name] }))}
        data-testid="bulk-limit"
      />
      {draft.action === 'clear-limit' ? null : (
        <>
          <TextInput
            label={text.value}
            description={
              typeof value === 'number' && kind !== 'count'
                ? text.inWords(formatLimitValue(draft.limit, value))
                : text.valueHint[kind]
            }
            value={draft.value}
            disabled={unlimited}
            onChange={(event) => onChange({ value: event.currentTarget.value })}
            error={complaints.value}
            autoComplete="off"
            data-testid="bulk-value"
          />
          {kind === 'seconds' ? null : (
            <Checkbox
              size="sm"
              label={text.unlimited}
              checked={draft.unlimited}
              onChange={(event) => onChange({ unlimited: event.currentTarget.checked })}
            />
          )}
        </>
      )}
    </Stack>
  );
}

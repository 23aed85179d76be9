import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { endReasonSchema } from '#contracts';
import { reasonText } from '../../../components/event-list.js';
import { FilterBar } from '../../../components/filter-bar.js';
import { SearchInput } from '../../../components/search-input.js';
import { commonText, oldSessionsText as text } from '../../../messages/index.js';
import { endedChoices, type OldSessionsSearch, oldSessionsSearch } from '../search.js';
import classes from './old-session-filters.module.css';

/** Of these ends nothing is remembered, so there is nothing to choose. */
const forgotten = ['closed', 'lost'];
const reasons = [
  { value: '', label: text.anyReason },
  ...endReasonSchema.options
    .filter((reason) => !forgotten.includes(reason))
    .map((reason) => ({ value: reason, label: reasonText(reason) })),
];
const times = [
  { value: '', label: text.endedAny },
  ...endedChoices.map((choice) => ({ value: choice, label: text.endedChoice[choice] })),
];

interface OldSessionFiltersProps {
  readonly search: OldSessionsSearch;
  /** What an address may hold; what is empty is no condition. */
  readonly onChange: (change: Record<string, unknown>) => void;
}

export function OldSessionFilters({ search, onChange }: OldSessionFiltersProps) {
  const { after: _after, sort: _sort, ...conditions } = search;
  return (
    <FilterBar>
      <SearchInput
        label={text.user}
        value={search.user ?? ''}
        onChange={(user) => onChange({ user })}
        data-testid="filter-user"
      />
      <NativeSelect
        label={text.reason}
        data={reasons}
        value={search.reason ?? ''}
        onChange={(event) => onChange({ reason: event.currentTarget.value })}
        data-testid="filter-reason"
      />
      <NativeSelect
        label={text.ended}
        data={times}
        value={search.ended ?? ''}
        onChange={(event) => onChange({ ended: event.currentTarget.value })}
        data-testid="filter-ended"
      />
      <AtLeast key={search.h ?? 0} value={search.h} onChange={(h) => onChange({ h })} />
      {Object.keys(conditions).length === 0 ? null : (
        <Button
          variant="subtle"
          color="gray"
          onClick={() => onChange({ user: '', reason: '', ended: '', h: '' })}
        >
          {commonText.clearFilters}
        </Button>
      )}
    </FilterBar>
  );
}

interface AtLeastProps {
  readonly value: number | undefined;
  readonly onChange: (h: string) => void;
}

/** Tells a moment after the last digit. What is no number is no condition, and is taken back. */
function AtLeast({ value, onChange }: AtLeastProps) {
  const [typed, setTyped] = useState(value === undefined ? '' : String(value));
  const tell = useDebouncedCallback(onChange, 400);
  return (
    <TextInput
      className={classes.h ?? ''}
      label={text.h}
      inputMode="numeric"
      value={typed}
      onChange={(event) => {
        const digits = event.currentTarget.value.replace(/\D/g, '');
        setTyped(digits);
        tell(digits);
      }}
      error={oldSessionsSearch({ h: typed }).h === undefined && typed !== '' && typed !== '0'}
      autoComplete="off"
      data-testid="filter-h"
    />
  );
}

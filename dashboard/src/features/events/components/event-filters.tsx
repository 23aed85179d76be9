import { Button, NativeSelect } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { eventKinds } from '#contracts';
import { reasonText } from '../../../components/event-list.js';
import { FilterBar } from '../../../components/filter-bar.js';
import { SearchInput } from '../../../components/search-input.js';
import { commonText, eventsText as text } from '../../../messages/index.js';
import type { EventsSearch } from '../search.js';

const kinds = [
  { value: '', label: text.anyKind },
  ...eventKinds.map((kind) => ({ value: kind, label: text.kind[kind] })),
];

interface EventFiltersProps {
  readonly search: EventsSearch;
  readonly onChange: (change: { readonly [K in keyof EventsSearch]?: EventsSearch[K] | undefined }) => void;
}

export function EventFilters({ search, onChange }: EventFiltersProps) {
  return (
    <FilterBar>
      <SearchInput
        label={commonText.userFilter}
        value={search.user ?? ''}
        onChange={(user) => onChange({ user: user === '' ? undefined : user })}
        data-testid="filter-user"
      />
      <NativeSelect
        label={text.kindFilter}
        data={kinds}
        value={search.kind ?? ''}
        onChange={(event) => {
          const { value } = event.currentTarget;
          // Reasons belong to their kind: another kind's would match nothing.
          onChange({ kind: eventKinds.find((kind) => kind === value), reason: undefined });
        }}
        data-testid="filter-kind"
      />
      {search.reason === undefined ? null : (
        <Button
          variant="light"
          rightSection={<IconX size={14} aria-hidden="true" />}
          aria-label={text.dropReason(reasonText(search.reason))}
          onClick={() => onChange({ reason: undefined })}
          data-testid="filter-reason"
        >
          {text.reasonFilter}: {reasonText(search.reason)}
        </Button>
      )}
    </FilterBar>
  );
}

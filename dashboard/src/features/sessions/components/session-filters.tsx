import { Checkbox, SegmentedControl } from '@mantine/core';
import { sessionStateSchema } from '#contracts';
import { FilterBar } from '../../../components/filter-bar.js';
import { SearchInput } from '../../../components/search-input.js';
import { commonText, sessionsText as text } from '../../../messages/index.js';
import type { SessionsSearch } from '../search.js';
import classes from './session-filters.module.css';

const ANY = 'any';
const states = [
  { value: ANY, label: text.anyState },
  ...sessionStateSchema.options.map((state) => ({ value: state, label: commonText.state[state] })),
];

interface SessionFiltersProps {
  readonly search: SessionsSearch;
  readonly onChange: (
    change: { readonly [K in keyof SessionsSearch]?: SessionsSearch[K] | undefined },
  ) => void;
}

export function SessionFilters({ search, onChange }: SessionFiltersProps) {
  return (
    <FilterBar>
      <SearchInput
        label={commonText.userFilter}
        value={search.user ?? ''}
        onChange={(user) => onChange({ user: user === '' ? undefined : user })}
        data-testid="filter-user"
      />
      <SegmentedControl
        aria-label={text.stateFilter}
        data={states}
        value={search.state ?? ANY}
        onChange={(value) => onChange({ state: sessionStateSchema.options.find((state) => state === value) })}
        data-testid="filter-state"
      />
      <Checkbox
        className={classes.check ?? ''}
        label={text.backlog}
        checked={search.backlog ?? false}
        onChange={(event) => onChange({ backlog: event.currentTarget.checked || undefined })}
        data-testid="filter-backlog"
      />
    </FilterBar>
  );
}

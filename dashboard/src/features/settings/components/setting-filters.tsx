import { Select } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { FilterBar } from '../../../components/filter-bar.js';
import { SearchInput } from '../../../components/search-input.js';
import { settingsText as text } from '../../../messages/index.js';
import { type SettingsSearch, settingKinds, settingSources, settingsSearch } from '../search.js';

const route = getRouteApi('/in/settings');
const sources = settingSources.map((value) => ({ value, label: text.sources[value] }));
const kinds = settingKinds.map((value) => ({ value, label: text.kinds[value] }));

/** What of the options is shown; all of it stands in the address. */
export function SettingFilters() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const show = (change: { [K in keyof SettingsSearch]?: string | null }) =>
    void navigate({ search: (now) => settingsSearch({ ...now, ...change }), replace: true });
  return (
    <FilterBar>
      <SearchInput
        label={text.search}
        value={search.q ?? ''}
        onChange={(q) => show({ q })}
        data-testid="filter-setting"
      />
      <Select
        label={text.source}
        data={sources}
        value={search.source ?? null}
        onChange={(source) => show({ source })}
        placeholder={text.anySource}
        clearable
        clearButtonProps={{ 'aria-label': text.anySource }}
        data-testid="filter-source"
      />
      <Select
        label={text.only}
        data={kinds}
        value={search.only ?? null}
        onChange={(only) => show({ only })}
        placeholder={text.anyKind}
        clearable
        clearButtonProps={{ 'aria-label': text.anyKind }}
        data-testid="filter-only"
      />
    </FilterBar>
  );
}

import { Button, Select } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { FilterBar } from '../../../components/filter-bar.js';
import { SearchInput } from '../../../components/search-input.js';
import { auditText } from '../../../messages/index.js';
import { actionChoices } from '../action-words.js';
import { type AuditSearch, auditSearch, auditSpans } from '../search.js';
import classes from './audit.module.css';
import { TimeInput } from './time-input.js';

const text = auditText.filter;
const route = getRouteApi('/in/audit');
const results = Object.entries(auditText.results).map(([value, label]) => ({ value, label }));
const spans = auditSpans.map((value) => ({ value, label: text.spans[value] }));
const EXACT = 'exact';

/** What of the log is shown; all of it stands in the address. */
export function AuditFilters() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const timed = search.from !== undefined || search.to !== undefined;
  const [exact, setExact] = useState(timed);
  const show = (change: { [K in keyof AuditSearch]?: string | number | null | undefined }) =>
    // Another filter is another list: a place in the one before means nothing in it.
    void navigate({ search: (now) => auditSearch({ ...now, after: undefined, ...change }), replace: true });
  const chooseSpan = (span: string | null) => {
    setExact(span === EXACT);
    show({ last: span === EXACT ? null : span, from: null, to: null });
  };
  return (
    <div className={classes.filters}>
      <FilterBar>
        <SearchInput
          label={text.actor}
          value={search.actor ?? ''}
          onChange={(actor) => show({ actor })}
          data-testid="filter-actor"
        />
        <Select
          label={text.action}
          data={actionChoices}
          value={search.action ?? null}
          onChange={(action) => show({ action })}
          placeholder={text.anyAction}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': text.anyAction }}
          data-testid="filter-action"
        />
        <SearchInput
          label={text.target}
          value={search.target ?? ''}
          onChange={(target) => show({ target })}
          data-testid="filter-target"
        />
        <Select
          label={text.result}
          data={results}
          value={search.result ?? null}
          onChange={(result) => show({ result })}
          placeholder={text.anyResult}
          clearable
          clearButtonProps={{ 'aria-label': text.anyResult }}
          data-testid="filter-result"
        />
        <Select
          label={text.last}
          data={[...spans, { value: EXACT, label: text.exact }]}
          value={exact || timed ? EXACT : (search.last ?? null)}
          onChange={chooseSpan}
          placeholder={text.always}
          clearable
          clearButtonProps={{ 'aria-label': text.always }}
          data-testid="filter-when"
        />
        {exact || timed ? (
          <>
            <TimeInput label={text.from} value={search.from} onChange={(from) => show({ from })} />
            <TimeInput label={text.to} value={search.to} onChange={(to) => show({ to })} />
          </>
        ) : null}
        {Object.keys(search).length === 0 ? null : (
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              setExact(false);
              void navigate({ search: {}, replace: true });
            }}
            data-testid="filter-clear"
          >
            {text.clear}
          </Button>
        )}
      </FilterBar>
    </div>
  );
}

import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { SortingState } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { SessionView } from '#contracts';
import { DataTable } from '../../../components/data-table.js';
import { Failure } from '../../../components/failure.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { Pager } from '../../../components/pager.js';
import { commonText, sessionsText as text } from '../../../messages/index.js';
import { type SessionsSearch, sessionsSearch } from '../search.js';
import { useSessionRows } from '../session-rows.js';
import { ActionDialog } from './action-dialog.js';
import { sessionColumns } from './columns.js';
import { SessionFilters } from './session-filters.js';

const route = getRouteApi('/in/sessions');
const rowId = ({ id }: SessionView) => id;
const rowProps = ({ id, state }: SessionView) => ({
  'data-testid': 'session-row',
  'data-session-id': id,
  'data-state': state,
});

export function SessionsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { rows, total, paged, next, error, retry } = useSessionRows(search);
  const sorting = useMemo(() => sortingOf(search.sort), [search.sort]);

  /** A changed filter begins again at the first page. */
  const change = (to: { readonly [K in keyof SessionsSearch]?: SessionsSearch[K] | undefined }) =>
    void navigate({ search: ({ after: _left, ...now }) => sessionsSearch({ ...now, ...to }), replace: true });
  const turn = (after: string | undefined) =>
    void navigate({ search: (now) => sessionsSearch({ ...now, after }), resetScroll: true });
  const sort = ([by]: SortingState) =>
    change({
      sort: by === undefined ? undefined : sessionsSearch({ sort: `${by.desc ? '-' : ''}${by.id}` }).sort,
    });

  const filtered = search.state !== undefined || search.user !== undefined || search.backlog !== undefined;
  return (
    <ActionDialog>
      <Page title={text.title} lead={paged && rows !== undefined ? text.paged : text.lead}>
        <SessionFilters search={search} onChange={change} />
        {rows === undefined ? (
          error === null ? (
            <Loading lines={8} />
          ) : (
            <Failure error={error} onRetry={retry} />
          )
        ) : rows.length === 0 ? (
          <Notice
            title={filtered ? text.noMatch : text.empty}
            hint={filtered ? text.noMatchHint : text.emptyHint}
            action={
              filtered ? (
                <Button variant="default" size="xs" onClick={() => void navigate({ search: {} })}>
                  {commonText.clearFilters}
                </Button>
              ) : undefined
            }
          />
        ) : (
          <DataTable
            label={text.table}
            columns={sessionColumns}
            rows={rows}
            rowId={rowId}
            rowProps={rowProps}
            {...(paged ? {} : { sorting, onSort: sort })}
          />
        )}
        {rows === undefined ? null : (
          <Pager
            shown={rows.length}
            total={total}
            onFirst={search.after === undefined || !paged ? undefined : () => turn(undefined)}
            onNext={next === null ? undefined : () => turn(next)}
          />
        )}
      </Page>
    </ActionDialog>
  );
}

function sortingOf(sort: SessionsSearch['sort']): SortingState {
  if (sort === undefined) return [];
  return [{ id: sort.replace(/^-/, ''), desc: sort.startsWith('-') }];
}

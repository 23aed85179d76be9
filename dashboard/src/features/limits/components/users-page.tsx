import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { SortingState } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { UserView } from '#contracts';
import { DataTable } from '../../../components/data-table.js';
import { Failure } from '../../../components/failure.js';
import { FilterBar } from '../../../components/filter-bar.js';
import { LinkButton } from '../../../components/link-button.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { Pager } from '../../../components/pager.js';
import { SearchInput } from '../../../components/search-input.js';
import { ViewPills } from '../../../components/view-pills.js';
import { useMay } from '../../../lib/identity.js';
import { useLive } from '../../../lib/live.js';
import { useRefetchOnEvents } from '../../../lib/refetch-on-events.js';
import { typedBareJid } from '../../../lib/typed-jid.js';
import { commonText, limitsText as text } from '../../../messages/index.js';
import { useUsers } from '../api/users.js';
import { type UsersSearch, userListOf, usersSearch, userViews } from '../search.js';
import { SelectionContext, useSelection } from '../selection.js';
import { SelectionBar } from './selection-bar.js';
import { userColumns } from './user-columns.js';
import { UserConditions } from './user-conditions.js';

const route = getRouteApi('/in/users');
const usersKey = ['users'];
const rowId = ({ user }: UserView) => user;
const rowProps = ({ user }: UserView) => ({ 'data-testid': 'user-row', 'data-user': user });

export function UsersPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data: page, error, refetch } = useUsers(search);
  useRefetchOnEvents(
    usersKey,
    useLive(({ events }) => events[0]?.seq),
  );
  const operator = useMay('operator');
  const selection = useSelection();
  const columns = useMemo(() => userColumns(operator), [operator]);
  const { sort } = userListOf(search);
  const sorting = useMemo(() => [{ id: sort.replace(/^-/, ''), desc: sort.startsWith('-') }], [sort]);

  /** Another list begins again at its first page. */
  const change = (to: { readonly [K in keyof UsersSearch]?: UsersSearch[K] | undefined }) =>
    void navigate({ search: ({ after: _left, ...now }) => usersSearch({ ...now, ...to }), replace: true });
  const turn = (after: string | undefined) =>
    void navigate({ search: (now) => usersSearch({ ...now, after }), resetScroll: true });
  const order = ([by]: SortingState) =>
    change(usersSearch({ sort: by === undefined ? undefined : `${by.desc ? '-' : ''}${by.id}` }));

  return (
    <Page title={text.title} lead={text.lead}>
      <FilterBar>
        <SearchInput
          label={text.search}
          value={search.search ?? ''}
          onChange={(typed) => change({ search: typed === '' ? undefined : typed })}
          data-testid="user-search"
        />
        <ViewPills
          label={text.view.label}
          views={userViews}
          text={text.view}
          hint={text.viewHint}
          value={search.view ?? 'all'}
          onChange={(view) => change({ view: view === 'all' ? undefined : view, sort: undefined })}
        />
        <UserConditions
          filter={search.filter ?? []}
          onChange={(filter) => change({ filter: filter.length === 0 ? undefined : filter })}
        />
      </FilterBar>
      {page === undefined ? (
        error === null ? (
          <Loading lines={8} />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : page.items.length === 0 ? (
        <Nobody search={search} onClear={() => void navigate({ search: {} })} />
      ) : (
        <SelectionContext value={selection}>
          {operator ? (
            <SelectionBar search={search} shown={page.items.map(rowId)} total={page.total} />
          ) : null}
          <DataTable
            label={text.table}
            columns={columns}
            rows={page.items}
            rowId={rowId}
            rowProps={rowProps}
            sorting={sorting}
            onSort={order}
            ordered
          />
        </SelectionContext>
      )}
      {page === undefined ? null : (
        <Pager
          shown={page.items.length}
          total={page.total}
          onFirst={search.after === undefined ? undefined : () => turn(undefined)}
          onNext={page.next === null ? undefined : () => turn(page.next ?? undefined)}
        />
      )}
    </Page>
  );
}

/** Who has no sessions and no limits of their own is not listed, but can be opened. */
function Nobody({ search, onClear }: { readonly search: UsersSearch; readonly onClear: () => void }) {
  const filtered = userListOf(search).filter.length > 0;
  const jid = typedBareJid(search.search ?? '');
  if (!filtered) return <Notice title={text.empty} hint={text.emptyHint} />;
  return (
    <Notice
      title={text.noMatch}
      hint={text.noMatchHint}
      action={
        jid === undefined ? (
          <Button variant="default" size="xs" onClick={onClear}>
            {commonText.clearFilters}
          </Button>
        ) : (
          <LinkButton to="/users/$jid" params={{ jid }} variant="default" size="xs" data-testid="user-open">
            {text.openUser(jid)}
          </LinkButton>
        )
      }
    />
  );
}

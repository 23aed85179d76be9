import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { AccountView } from '#contracts';
import { DataTable } from '../../../components/data-table.js';
import { errorText, Failure } from '../../../components/failure.js';
import { FilterBar } from '../../../components/filter-bar.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { onDemand } from '../../../components/on-demand.js';
import { Page } from '../../../components/page.js';
import { Pager } from '../../../components/pager.js';
import { SearchInput } from '../../../components/search-input.js';
import { tellDone, tellRefused } from '../../../components/toast.js';
import { useMay } from '../../../lib/identity.js';
import { useLive } from '../../../lib/live.js';
import { useRefetchOnEvents } from '../../../lib/refetch-on-events.js';
import { accountsText as text } from '../../../messages/index.js';
import { useAccounts } from '../api/accounts.js';
import { useSetDisabled } from '../api/change-account.js';
import { accountsSearch } from '../search.js';
import type { AccountQuestion } from './account-dialogs.js';
import { accountColumns } from './columns.js';

const AccountDialogs = onDemand(() => import('./account-dialogs.js').then((loaded) => loaded.AccountDialogs));

const route = getRouteApi('/in/accounts');
const accountsKey = ['accounts'];
const rowId = ({ jid }: AccountView) => jid;
const rowProps = ({ jid, disabled }: AccountView) => ({
  'data-testid': 'account-row',
  'data-jid': jid,
  'data-disabled': String(disabled),
});

export function AccountsPage() {
  const admin = useMay('admin');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data: page, error, refetch } = useAccounts(search, admin);
  useRefetchOnEvents(
    accountsKey,
    useLive(({ events }) => events[0]?.seq),
  );
  const [question, setQuestion] = useState<AccountQuestion | null>(null);
  const { mutate: setDisabled } = useSetDisabled();
  const columns = useMemo(
    () =>
      accountColumns({
        onDisable: ({ jid }) => setQuestion({ kind: 'disable', jid }),
        onEnable: ({ jid }) =>
          setDisabled(
            { jid, disabled: false },
            {
              onSuccess: () => tellDone(text.enabledNow, jid),
              onError: (failure) => tellRefused(text.notEnabled, errorText(failure)),
            },
          ),
        onPassword: ({ jid }) => setQuestion({ kind: 'password', jid }),
        onRemove: ({ jid }) => setQuestion({ kind: 'remove', jid }),
      }),
    [setDisabled],
  );
  if (!admin) {
    return (
      <Page title={text.title}>
        <Notice title={text.forbidden} hint={text.forbiddenHint} />
      </Page>
    );
  }

  const turn = (after: string | undefined) =>
    void navigate({ search: (now) => accountsSearch({ ...now, after }), resetScroll: true });
  const add = (
    <Button
      size="sm"
      leftSection={<IconPlus size={16} aria-hidden="true" />}
      onClick={() => setQuestion({ kind: 'add' })}
      data-testid="account-add"
    >
      {text.add}
    </Button>
  );
  return (
    <Page title={text.title} lead={text.lead} actions={add}>
      <FilterBar>
        <SearchInput
          label={text.search}
          value={search.search ?? ''}
          onChange={(typed) => void navigate({ search: accountsSearch({ search: typed }), replace: true })}
          data-testid="filter-account"
        />
      </FilterBar>
      {page === undefined ? (
        error === null ? (
          <Loading lines={8} />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : page.items.length === 0 ? (
        <Notice
          title={search.search === undefined ? text.empty : text.noMatch}
          hint={search.search === undefined ? text.emptyHint : text.noMatchHint}
        />
      ) : (
        <DataTable label={text.table} columns={columns} rows={page.items} rowId={rowId} rowProps={rowProps} />
      )}
      {page === undefined ? null : (
        <Pager
          shown={page.items.length}
          total={page.total}
          onFirst={search.after === undefined ? undefined : () => turn(undefined)}
          onNext={page.next === null ? undefined : () => turn(page.next ?? undefined)}
        />
      )}
      <AccountDialogs wanted={question !== null} question={question} onClose={() => setQuestion(null)} />
    </Page>
  );
}

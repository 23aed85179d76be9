import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { OldSessionView } from '#contracts';
import { ConfirmDialog } from '../../../components/confirm-dialog.js';
import { DataTable } from '../../../components/data-table.js';
import { Failure } from '../../../components/failure.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { Pager } from '../../../components/pager.js';
import { tellDone } from '../../../components/toast.js';
import { useMay } from '../../../lib/identity.js';
import { oldSessionsText as text } from '../../../messages/index.js';
import { useForgetOldSession } from '../api/forget.js';
import { useOldSessions } from '../api/old-sessions.js';
import { oldSessionsSearch } from '../search.js';
import { oldSessionColumns } from './columns.js';
import { UserFilter } from './user-filter.js';

const route = getRouteApi('/in/old-sessions');
const rowId = ({ id }: OldSessionView) => id;
const rowProps = ({ id }: OldSessionView) => ({ 'data-testid': 'old-session-row', 'data-session-id': id });

export function OldSessionsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data: page, error, refetch } = useOldSessions(search);
  const operator = useMay('operator');
  const forget = useForgetOldSession();
  const [asked, setAsked] = useState<OldSessionView | null>(null);
  const columns = useMemo(() => oldSessionColumns(operator ? setAsked : undefined), [operator]);
  const turn = (after: string | undefined) =>
    void navigate({ search: (now) => oldSessionsSearch({ ...now, after }), resetScroll: true });

  return (
    <Page title={text.title} lead={text.lead}>
      <UserFilter
        key={search.user ?? ''}
        value={search.user}
        onChange={(user) => void navigate({ search: oldSessionsSearch({ user }) })}
      />
      {page === undefined ? (
        error === null ? (
          <Loading lines={8} />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : page.items.length === 0 ? (
        <Notice
          title={search.user === undefined ? text.empty : text.noMatch}
          hint={search.user === undefined ? text.emptyHint : text.noMatchHint}
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
      <ConfirmDialog
        opened={asked !== null}
        title={text.forgetTitle}
        confirmLabel={text.forget}
        ask={{ kind: 'nothing' }}
        onClose={() => setAsked(null)}
        onConfirm={async () => {
          if (asked === null) return;
          await forget.mutateAsync(asked.id);
          tellDone(text.forgotten, `${asked.user}/${asked.resource}`);
        }}
      >
        {asked === null ? null : text.forgetBody(`${asked.user}/${asked.resource}`)}
      </ConfirmDialog>
    </Page>
  );
}

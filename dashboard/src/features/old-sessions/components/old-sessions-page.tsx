import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { SortingState } from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import type { OldSessionView } from '#contracts';
import { DataTable } from '../../../components/data-table.js';
import { Failure } from '../../../components/failure.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { onDemand } from '../../../components/on-demand.js';
import { Page } from '../../../components/page.js';
import { Pager } from '../../../components/pager.js';
import { useMay } from '../../../lib/identity.js';
import { useLive } from '../../../lib/live.js';
import { useRefetchOnEvents } from '../../../lib/refetch-on-events.js';
import { typedBareJid } from '../../../lib/typed-jid.js';
import { commonText, oldSessionsText as text } from '../../../messages/index.js';
import { DEFAULT_SORT, useOldSessions } from '../api/old-sessions.js';
import { conditionsOf, oldSessionsSearch } from '../search.js';
import { oldSessionColumns } from './columns.js';
import type { ForgetQuestion } from './forget-dialogs.js';
import { OldSessionFilters } from './old-session-filters.js';

const ForgetDialogs = onDemand(() => import('./forget-dialogs.js').then((loaded) => loaded.ForgetDialogs));

const route = getRouteApi('/in/old-sessions');
const key = ['old-sessions'];
const rowId = ({ id }: OldSessionView) => id;
const rowProps = ({ id, reason }: OldSessionView) => ({
  'data-testid': 'old-session-row',
  'data-session-id': id,
  'data-reason': reason,
});

export function OldSessionsPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data: page, error, refetch } = useOldSessions(search);
  useRefetchOnEvents(
    key,
    useLive(({ events }) => events.find(({ kind }) => kind === 'session-ended')?.seq),
  );
  const operator = useMay('operator');
  const [question, setQuestion] = useState<ForgetQuestion | null>(null);
  const columns = useMemo(
    () => oldSessionColumns(operator ? (session) => setQuestion({ kind: 'one', session }) : undefined),
    [operator],
  );
  const { sort = DEFAULT_SORT } = search;
  const sorting = useMemo(() => [{ id: sort.replace(/^-/, ''), desc: sort.startsWith('-') }], [sort]);
  const user = typedBareJid(search.user ?? '');

  /** Another list begins again at its first page. */
  const change = (to: Record<string, unknown>) =>
    void navigate({
      search: ({ after: _left, ...now }) => oldSessionsSearch({ ...now, ...to }),
      replace: true,
    });
  const turn = (after: string | undefined) =>
    void navigate({ search: (now) => oldSessionsSearch({ ...now, after }), resetScroll: true });
  const order = ([by]: SortingState) =>
    change({ sort: by === undefined ? undefined : `${by.desc ? '-' : ''}${by.id}` });

  const forgetAll =
    operator && user !== undefined && (page?.total ?? 0) > 0 ? (
      <Button
        size="xs"
        variant="default"
        onClick={() => setQuestion({ kind: 'all', user })}
        data-testid="forget-all"
      >
        {text.forgetAll}
      </Button>
    ) : undefined;
  const filtered = conditionsOf(search).length > 0;
  return (
    <Page title={text.title} lead={text.lead} actions={forgetAll}>
      <OldSessionFilters search={search} onChange={change} />
      {page === undefined ? (
        error === null ? (
          <Loading lines={8} />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : page.items.length === 0 ? (
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
          columns={columns}
          rows={page.items}
          rowId={rowId}
          rowProps={rowProps}
          sorting={sorting}
          onSort={order}
          ordered
        />
      )}
      {page === undefined ? null : (
        <Pager
          shown={page.items.length}
          total={page.total}
          onFirst={search.after === undefined ? undefined : () => turn(undefined)}
          onNext={page.next === null ? undefined : () => turn(page.next ?? undefined)}
        />
      )}
      <ForgetDialogs wanted={question !== null} question={question} onClose={() => setQuestion(null)} />
    </Page>
  );
}

import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { TraceSummary } from '#contracts';
import { DataTable } from '../../../components/data-table.js';
import { Failure } from '../../../components/failure.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { tracesText as text } from '../../../messages/index.js';
import { useTraces } from '../api/traces.js';
import { traceColumns } from './columns.js';

const route = getRouteApi('/in/traces');
const rowId = ({ traceId }: TraceSummary) => traceId;
const rowProps = () => ({ 'data-testid': 'trace-row' });

export function TracesPage() {
  const { session } = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, refetch } = useTraces(session);
  const all = () => void navigate({ search: {} });
  return (
    <Page
      title={text.title}
      lead={text.lead}
      actions={
        session === undefined ? undefined : (
          <Button variant="default" size="xs" onClick={all}>
            {text.ofSession(session)}
          </Button>
        )
      }
    >
      {data === undefined ? (
        error === null ? (
          <Loading lines={8} />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : data.items.length === 0 ? (
        <Notice
          title={session === undefined ? text.empty : text.noneOfSession}
          hint={session === undefined ? text.emptyHint : text.noneOfSessionHint}
        />
      ) : (
        <DataTable
          label={text.list}
          columns={traceColumns}
          rows={data.items}
          rowId={rowId}
          rowProps={rowProps}
        />
      )}
    </Page>
  );
}

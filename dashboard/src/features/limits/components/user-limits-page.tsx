import { Group } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { LimitView } from '#contracts';
import { DataTable } from '../../../components/data-table.js';
import { Failure } from '../../../components/failure.js';
import { LinkButton } from '../../../components/link-button.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { isStatus } from '../../../lib/api-client.js';
import { useMay } from '../../../lib/identity.js';
import { limitsText as text } from '../../../messages/index.js';
import { useUserLimits } from '../api/user-limits.js';
import { limitColumns } from './columns.js';
import { UserSearch } from './user-search.js';

const route = getRouteApi('/in/users/$jid');
const rowId = ({ name }: LimitView) => name;
const rowProps = ({ name, override }: LimitView) => ({
  'data-testid': 'limit-row',
  'data-limit': name,
  'data-override': override === null ? 'no' : 'yes',
});

export function UserLimitsPage() {
  const { jid } = route.useParams();
  const { data, error, refetch } = useUserLimits(jid);
  const operator = useMay('operator');
  const columns = useMemo(() => limitColumns(jid, operator), [jid, operator]);
  return (
    <Page
      title={text.titleOf(jid)}
      actions={
        <Group gap="xs">
          <LinkButton to="/sessions" search={{ user: jid }} variant="default" size="xs">
            {text.toSessions}
          </LinkButton>
          <LinkButton to="/old-sessions" search={{ user: jid }} variant="default" size="xs">
            {text.toOld}
          </LinkButton>
        </Group>
      }
    >
      <UserSearch key={jid} initial={jid} />
      {data !== undefined ? (
        <DataTable
          label={text.table}
          columns={columns}
          rows={data.limits}
          rowId={rowId}
          rowProps={rowProps}
        />
      ) : error === null ? (
        <Loading lines={6} />
      ) : isStatus(error, 404) ? (
        <Notice title={text.unknown} hint={error.message} />
      ) : (
        <Failure error={error} onRetry={() => void refetch()} />
      )}
    </Page>
  );
}

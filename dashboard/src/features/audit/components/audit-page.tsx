import { Button, Group, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import type { AuditEntryView } from '#contracts';
import { DataTable } from '../../../components/data-table.js';
import { Failure } from '../../../components/failure.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { formatCount } from '../../../lib/format-number.js';
import { auditText as text } from '../../../messages/index.js';
import { useAudit } from '../api/audit.js';
import { auditSearch } from '../search.js';
import { AuditExport } from './audit-export.js';
import { AuditFilters } from './audit-filters.js';
import { auditColumns } from './columns.js';

const route = getRouteApi('/in/audit');
const rowId = ({ id }: AuditEntryView) => id;
const rowProps = ({ action, result }: AuditEntryView) => ({
  'data-testid': 'audit-row',
  'data-action': action,
  'data-result': result,
});

/** What was done through API, dashboard and command line, newest first. */
export function AuditPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data: page, error, refetch } = useAudit(search);
  const { after, ...filter } = search;
  const filtered = Object.keys(filter).length > 0;
  const turn = (cursor: string | undefined) =>
    void navigate({ search: (now) => auditSearch({ ...now, after: cursor }), resetScroll: true });
  return (
    <Page title={text.title} lead={text.lead} actions={<AuditExport search={search} />}>
      <AuditFilters />
      {page === undefined ? (
        error === null ? (
          <Loading lines={10} />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : page.items.length === 0 ? (
        <Notice
          title={filtered ? text.noMatch : text.empty}
          hint={filtered ? text.noMatchHint : text.emptyHint}
        />
      ) : (
        <DataTable
          label={text.table}
          columns={auditColumns}
          rows={page.items}
          rowId={rowId}
          rowProps={rowProps}
        />
      )}
      {page === undefined || page.items.length === 0 ? null : (
        <Group justify="space-between" mt="sm">
          <Text size="sm" c="dimmed" role="status">
            {text.shown(formatCount(page.items.length))}
          </Text>
          <Group gap="xs">
            <Button
              variant="default"
              size="xs"
              disabled={after === undefined}
              onClick={() => turn(undefined)}
            >
              {text.newest}
            </Button>
            <Button
              variant="default"
              size="xs"
              disabled={page.next === null}
              onClick={() => turn(page.next ?? undefined)}
              data-testid="audit-older"
            >
              {text.older}
            </Button>
          </Group>
        </Group>
      )}
    </Page>
  );
}

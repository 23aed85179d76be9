import { Button, Group, Text } from '@mantine/core';
import type { BulkJobView } from '#contracts';
import { DataTable } from '../../../components/data-table.js';
import { LinkButton } from '../../../components/link-button.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { useAskBulk } from '../../../lib/bulk.js';
import { useMay } from '../../../lib/identity.js';
import { bulkText as text } from '../../../messages/index.js';
import { useJobs } from '../jobs.js';
import { jobColumns } from './job-columns.js';

const rowId = ({ id }: BulkJobView) => id;
const rowProps = ({ id, state }: BulkJobView) => ({
  'data-testid': 'bulk-row',
  'data-job-id': id,
  'data-state': state,
});

/** Every bulk action that the server keeps, newest first, as they come along. */
export function JobsPage() {
  const jobs = useJobs();
  const operator = useMay('operator');
  return (
    <Page title={text.title} lead={text.lead} actions={operator ? <NewBulk /> : undefined}>
      {jobs === undefined ? (
        <Loading lines={6} />
      ) : jobs.length === 0 ? (
        <Notice
          title={text.empty}
          hint={operator ? text.emptyHint : text.readOnly}
          action={
            <LinkButton to="/sessions" variant="default" size="xs">
              {text.toSessions}
            </LinkButton>
          }
        />
      ) : (
        <DataTable label={text.table} columns={jobColumns} rows={jobs} rowId={rowId} rowProps={rowProps} />
      )}
      <Text size="sm" c="dimmed" mt="sm">
        {text.memory}
      </Text>
    </Page>
  );
}

function NewBulk() {
  const ask = useAskBulk();
  return (
    <Group gap="xs">
      <Button
        variant="default"
        size="xs"
        onClick={() =>
          ask({
            actions: ['request-ack', 'disconnect', 'extend', 'expire', 'kill'],
            target: { filter: [], editable: true },
          })
        }
        data-testid="bulk-on-sessions"
      >
        {text.newOnSessions}
      </Button>
      <Button
        variant="default"
        size="xs"
        onClick={() => ask({ actions: ['set-limit', 'clear-limit'], target: { search: '', editable: true } })}
        data-testid="bulk-on-users"
      >
        {text.newOnUsers}
      </Button>
    </Group>
  );
}

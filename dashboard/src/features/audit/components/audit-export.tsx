import { Button, Group } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useServerTime } from '../../../lib/live.js';
import { auditText as text } from '../../../messages/index.js';
import { type AuditSearch, auditFilter, exportAddress } from '../search.js';

/** All that the filter finds, not only the page. Links, so that the browser streams a long log to its disk. */
export function AuditExport({ search }: { readonly search: AuditSearch }) {
  const minute = useServerTime((now) => Math.floor(now / 60_000));
  const filter = auditFilter(search, minute * 60_000);
  return (
    <Group gap="xs" role="group" aria-label={text.export}>
      <Button
        component="a"
        href={exportAddress(filter, 'csv')}
        download
        variant="default"
        size="sm"
        leftSection={<IconDownload size={16} aria-hidden="true" />}
        aria-label={text.csvLabel}
        data-testid="export-csv"
      >
        {text.csv}
      </Button>
      <Button
        component="a"
        href={exportAddress(filter, 'ndjson')}
        download
        variant="default"
        size="sm"
        leftSection={<IconDownload size={16} aria-hidden="true" />}
        aria-label={text.ndjsonLabel}
        data-testid="export-ndjson"
      >
        {text.ndjson}
      </Button>
    </Group>
  );
}

import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ApiKeyView } from '#contracts';
import { ConfirmDialog } from '../../../components/confirm-dialog.js';
import { DataTable } from '../../../components/data-table.js';
import { Failure } from '../../../components/failure.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { tellDone } from '../../../components/toast.js';
import { operatorsText } from '../../../messages/index.js';
import { useApiKeys, useRevokeApiKey } from '../api/api-keys.js';
import { AccessPage, AdminsOnly } from './access-page.js';
import { apiKeyColumns } from './api-key-columns.js';
import { NewApiKeyDialog } from './new-api-key-dialog.js';

const text = operatorsText.keys;
const rowId = ({ id }: ApiKeyView) => id;
const rowProps = ({ name }: ApiKeyView) => ({ 'data-testid': 'api-key-row', 'data-name': name });

/** The programs that may use the API. */
export function ApiKeysPage() {
  return (
    <AdminsOnly>
      <ApiKeys />
    </AdminsOnly>
  );
}

function ApiKeys() {
  const { data: page, error, refetch } = useApiKeys();
  const revoke = useRevokeApiKey();
  const [making, setMaking] = useState(false);
  const [revoked, setRevoked] = useState<ApiKeyView | null>(null);
  const columns = useMemo(() => apiKeyColumns(setRevoked), []);
  const name = revoked?.name ?? '';
  const add = (
    <Button
      size="sm"
      leftSection={<IconPlus size={16} aria-hidden="true" />}
      onClick={() => setMaking(true)}
      data-testid="api-key-add"
    >
      {text.add}
    </Button>
  );
  return (
    <AccessPage tab="keys" lead={text.lead} actions={add}>
      {page === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : page.items.length === 0 ? (
        <Notice title={text.empty} hint={text.emptyHint} />
      ) : (
        <DataTable label={text.table} columns={columns} rows={page.items} rowId={rowId} rowProps={rowProps} />
      )}
      {making ? <NewApiKeyDialog onClose={() => setMaking(false)} /> : null}
      <ConfirmDialog
        opened={revoked !== null}
        title={text.revokeTitle}
        confirmLabel={text.revoke}
        ask={{ kind: 'word', word: name }}
        onClose={() => setRevoked(null)}
        onConfirm={async () => {
          await revoke.mutateAsync(revoked?.id ?? '');
          tellDone(text.revoked(name));
        }}
      >
        {text.revokeBody(name)}
      </ConfirmDialog>
    </AccessPage>
  );
}

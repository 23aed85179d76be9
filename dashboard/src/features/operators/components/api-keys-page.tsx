import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ApiKeyView } from '#contracts';
import { DataTable } from '../../../components/data-table.js';
import { Failure } from '../../../components/failure.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { onDemand } from '../../../components/on-demand.js';
import { operatorsText } from '../../../messages/index.js';
import { useApiKeys } from '../api/api-keys.js';
import { AccessPage, AdminsOnly } from './access-page.js';
import { apiKeyColumns } from './api-key-columns.js';
import type { ApiKeyQuestion } from './api-key-dialogs.js';

const ApiKeyDialogs = onDemand(() => import('./api-key-dialogs.js').then((loaded) => loaded.ApiKeyDialogs));

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
  const [question, setQuestion] = useState<ApiKeyQuestion | null>(null);
  const columns = useMemo(() => apiKeyColumns((key) => setQuestion({ kind: 'revoke', key })), []);
  const add = (
    <Button
      size="sm"
      leftSection={<IconPlus size={16} aria-hidden="true" />}
      onClick={() => setQuestion({ kind: 'add' })}
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
      <ApiKeyDialogs wanted={question !== null} question={question} onClose={() => setQuestion(null)} />
    </AccessPage>
  );
}

import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { OperatorView } from '#contracts';
import { DataTable } from '../../../components/data-table.js';
import { errorText, Failure } from '../../../components/failure.js';
import { Loading } from '../../../components/loading.js';
import { onDemand } from '../../../components/on-demand.js';
import { tellDone, tellRefused } from '../../../components/toast.js';
import { useIdentity } from '../../../lib/identity.js';
import { operatorsText } from '../../../messages/index.js';
import { useChangeOperator } from '../api/change-operator.js';
import { useOperators } from '../api/operators.js';
import { AccessPage, AdminsOnly } from './access-page.js';
import type { OperatorQuestion } from './operator-actions.js';
import { operatorColumns } from './operator-columns.js';

const OperatorDialogs = onDemand(() =>
  import('./operator-dialogs.js').then((loaded) => loaded.OperatorDialogs),
);

const text = operatorsText.people;
const rowId = ({ username }: OperatorView) => username;
const rowProps = ({ username, role }: OperatorView) => ({
  'data-testid': 'operator-row',
  'data-username': username,
  'data-role': role,
});

/** The people who may use the dashboard. */
export function OperatorsPage() {
  return (
    <AdminsOnly>
      <Operators />
    </AdminsOnly>
  );
}

function Operators() {
  const { username: own, via } = useIdentity();
  const { data: page, error, refetch } = useOperators();
  const { mutate: change } = useChangeOperator();
  const [question, setQuestion] = useState<OperatorQuestion | null>(null);
  const columns = useMemo(
    () =>
      operatorColumns({
        own: via === 'password' ? own : null,
        onAsk: (kind, operator) => setQuestion({ kind, operator }),
        onEnable: ({ username }) =>
          change(
            { username, disabled: false },
            {
              onSuccess: () => tellDone(text.enabledNow(username)),
              onError: (failure) => tellRefused(text.notEnabled, errorText(failure)),
            },
          ),
      }),
    [own, via, change],
  );
  const add = (
    <Button
      size="sm"
      leftSection={<IconPlus size={16} aria-hidden="true" />}
      onClick={() => setQuestion({ kind: 'add' })}
      data-testid="operator-add"
    >
      {text.add}
    </Button>
  );
  return (
    <AccessPage tab="operators" lead={operatorsText.lead} actions={add}>
      {page === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <DataTable label={text.table} columns={columns} rows={page.items} rowId={rowId} rowProps={rowProps} />
      )}
      <OperatorDialogs wanted={question !== null} question={question} onClose={() => setQuestion(null)} />
    </AccessPage>
  );
}

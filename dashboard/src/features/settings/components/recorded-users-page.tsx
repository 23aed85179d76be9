import { useMemo } from 'react';
import type { TracedUserView } from '#contracts';
import { backLook } from '../../../components/back-look.js';
import { DataTable } from '../../../components/data-table.js';
import { errorText, Failure } from '../../../components/failure.js';
import { LinkButton } from '../../../components/link-button.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { tellDone, tellRefused } from '../../../components/toast.js';
import { useMay } from '../../../lib/identity.js';
import { settingsText } from '../../../messages/index.js';
import { useRecordedUsers, useStopRecording } from '../api/recorded-users.js';
import { RecordUserForm } from './record-user-form.js';
import { recordedUserColumns } from './recorded-user-columns.js';

const text = settingsText.traced;
const rowId = ({ user }: TracedUserView) => user;
const rowProps = ({ user }: TracedUserView) => ({ 'data-testid': 'recorded-user', 'data-user': user });

/** Of whom everything goes into traces, until when, and who wanted it. */
export function RecordedUsersPage() {
  const operator = useMay('operator');
  const { data, error, refetch } = useRecordedUsers(operator);
  const { mutate: stop } = useStopRecording();
  const columns = useMemo(
    () =>
      recordedUserColumns((user) =>
        stop(user, {
          onSuccess: () => tellDone(text.stopped(user)),
          onError: (failure) => tellRefused(text.notStopped, errorText(failure)),
        }),
      ),
    [stop],
  );
  if (!operator) {
    return (
      <Page title={text.title}>
        <Notice title={text.forbidden} hint={text.forbiddenHint} />
      </Page>
    );
  }
  const back = (
    <LinkButton to="/settings" {...backLook}>
      {text.back}
    </LinkButton>
  );
  return (
    <Page title={text.title} lead={text.lead} back={back}>
      <RecordUserForm />
      {data === undefined ? (
        error === null ? (
          <Loading lines={3} />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : data.items.length === 0 ? (
        <Notice title={text.empty} hint={text.emptyHint} />
      ) : (
        <DataTable label={text.table} columns={columns} rows={data.items} rowId={rowId} rowProps={rowProps} />
      )}
    </Page>
  );
}

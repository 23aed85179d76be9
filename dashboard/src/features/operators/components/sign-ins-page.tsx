import { useCallback } from 'react';
import type { SignInView } from '#contracts';
import { errorText, Failure } from '../../../components/failure.js';
import { Loading } from '../../../components/loading.js';
import { SignInTable } from '../../../components/sign-in-table.js';
import { tellDone, tellRefused } from '../../../components/toast.js';
import { useEndSignIn, useSignIns } from '../../../lib/sign-ins.js';
import { accessText, operatorsText } from '../../../messages/index.js';
import { AccessPage, AdminsOnly } from './access-page.js';

/** Everybody who is signed in now. */
export function SignInsPage() {
  return (
    <AdminsOnly>
      <SignIns />
    </AdminsOnly>
  );
}

function SignIns() {
  const { data: page, error, refetch } = useSignIns();
  const { mutate } = useEndSignIn();
  const end = useCallback(
    ({ id, username }: SignInView) =>
      mutate(id, {
        onSuccess: () => tellDone(accessText.signIns.ended, username),
        onError: (failure) => tellRefused(accessText.signIns.notEnded, errorText(failure)),
      }),
    [mutate],
  );
  return (
    <AccessPage tab="signIns" lead={operatorsText.signIns.lead}>
      {page === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <SignInTable rows={page.items} named onEnd={end} />
      )}
    </AccessPage>
  );
}

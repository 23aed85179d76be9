import { Button } from '@mantine/core';
import { useCallback } from 'react';
import type { SignInView } from '#contracts';
import { errorText, Failure } from '../../../components/failure.js';
import { Loading } from '../../../components/loading.js';
import { SignInTable } from '../../../components/sign-in-table.js';
import { tellDone, tellRefused } from '../../../components/toast.js';
import { browserName } from '../../../lib/browser-name.js';
import { useIdentity } from '../../../lib/identity.js';
import { useEndSignIn, useSignIns } from '../../../lib/sign-ins.js';
import { accessText } from '../../../messages/index.js';
import classes from './own-account-page.module.css';

const text = accessText.signIns;
const mineText = accessText.account.mine;

/** Where the same account is signed in, the one that looks among them, and the way to end the others. */
export function OwnSignIns() {
  const { username, via } = useIdentity();
  const { data: page, error, refetch } = useSignIns();
  const { mutate, mutateAsync, isPending } = useEndSignIn();
  // An administrator is told of everybody's.
  const mine = page?.items.filter((one) => one.username === username && one.via === via) ?? [];
  const others = mine.filter(({ current }) => !current);
  const refused = useCallback((failure: unknown) => tellRefused(text.notEnded, errorText(failure)), []);
  const end = useCallback(
    ({ id, agent }: SignInView) =>
      mutate(id, { onSuccess: () => tellDone(text.ended, browserName(agent)), onError: refused }),
    [mutate, refused],
  );
  const endOthers = async () => {
    const ended = await Promise.allSettled(others.map(({ id }) => mutateAsync(id)));
    const failed = ended.find(({ status }) => status === 'rejected');
    const count = ended.filter(({ status }) => status === 'fulfilled').length;
    if (count > 0) tellDone(mineText.othersEnded(count));
    if (failed?.status === 'rejected') refused(failed.reason);
  };
  return (
    <section aria-labelledby="own-sign-ins">
      <div className={classes.head}>
        <h2 id="own-sign-ins">{mineText.title}</h2>
        {others.length === 0 ? null : (
          <Button
            variant="default"
            size="xs"
            loading={isPending}
            onClick={() => void endOthers()}
            data-testid="sign-in-end-others"
          >
            {mineText.others}
          </Button>
        )}
      </div>
      {page === undefined ? (
        error === null ? (
          <Loading lines={2} />
        ) : (
          <Failure compact error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <SignInTable rows={mine} named={false} onEnd={end} />
      )}
    </section>
  );
}

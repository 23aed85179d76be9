import type { OldSessionView } from '#contracts';
import { ConfirmDialog } from '../../../components/confirm-dialog.js';
import { tellDone } from '../../../components/toast.js';
import { formatCount } from '../../../lib/format-number.js';
import { oldSessionsText as text } from '../../../messages/index.js';
import { useForgetAllOf, useForgetOldSession } from '../api/forget.js';
import { useOldSessionCount } from '../api/old-sessions.js';
import { jidOf } from './columns.js';

export type ForgetQuestion =
  | { readonly kind: 'one'; readonly session: OldSessionView }
  | { readonly kind: 'all'; readonly user: string };

interface ForgetDialogsProps {
  readonly question: ForgetQuestion | null;
  readonly onClose: () => void;
}

/** Asks before h is forgotten: of one session, or of all that one user has had. */
export function ForgetDialogs({ question, onClose }: ForgetDialogsProps) {
  const one = useForgetOldSession();
  const all = useForgetAllOf();
  const session = question?.kind === 'one' ? question.session : null;
  const user = question?.kind === 'all' ? question.user : null;
  const { data: count } = useOldSessionCount(user);
  return (
    <>
      <ConfirmDialog
        opened={session !== null}
        title={text.forgetTitle}
        confirmLabel={text.forget}
        ask={{ kind: 'nothing' }}
        onClose={onClose}
        onConfirm={async () => {
          if (session === null) return;
          await one.mutateAsync(session.id);
          tellDone(text.forgotten, jidOf(session));
        }}
      >
        {session === null ? null : text.forgetBody(jidOf(session))}
      </ConfirmDialog>
      <ConfirmDialog
        opened={user !== null}
        title={text.forgetAllTitle(user ?? '')}
        confirmLabel={text.forget}
        ask={{ kind: 'word', word: user ?? '' }}
        onClose={onClose}
        onConfirm={async () => {
          if (user === null) return;
          const { forgotten } = await all.mutateAsync(user);
          tellDone(text.forgottenAll(formatCount(forgotten)), user);
        }}
      >
        <span data-testid="forget-count">
          {count === undefined
            ? text.forgetAllCounting
            : count === 0
              ? text.forgetAllNone
              : text.forgetAllBody(formatCount(count))}
        </span>
      </ConfirmDialog>
    </>
  );
}

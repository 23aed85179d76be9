import type { NewAccount } from '#contracts';
import { ConfirmDialog } from '../../../components/confirm-dialog.js';
import { tellDone } from '../../../components/toast.js';
import { accountsText as text } from '../../../messages/index.js';
import { useAddAccount, useRemoveAccount, useSetDisabled, useSetPassword } from '../api/change-account.js';
import { Belongings } from './belongings.js';
import { CredentialsDialog } from './credentials-dialog.js';

export type AccountQuestion =
  | { readonly kind: 'add' }
  | { readonly kind: 'password'; readonly jid: string }
  | { readonly kind: 'disable'; readonly jid: string }
  | { readonly kind: 'remove'; readonly jid: string };

interface AccountDialogsProps {
  readonly question: AccountQuestion | null;
  readonly onClose: () => void;
}

/** The dialogs of the page: adding, a new password, removing. Each tells what it did. */
export function AccountDialogs({ question, onClose }: AccountDialogsProps) {
  const add = useAddAccount();
  const password = useSetPassword();
  const disable = useSetDisabled();
  const remove = useRemoveAccount();
  const disabled = question?.kind === 'disable' ? question.jid : '';
  const removed = question?.kind === 'remove' ? question.jid : '';
  return (
    <>
      <CredentialsDialog
        opened={question?.kind === 'add'}
        title={text.addTitle}
        submitLabel={text.addSubmit}
        onClose={onClose}
        onSubmit={async (account: NewAccount) => {
          const { jid } = await add.mutateAsync(account);
          tellDone(text.added, jid);
          return jid;
        }}
      />
      <CredentialsDialog
        opened={question?.kind === 'password'}
        title={text.setPasswordTitle}
        submitLabel={text.setPassword}
        jid={question?.kind === 'password' ? question.jid : ''}
        onClose={onClose}
        onSubmit={async (account: NewAccount) => {
          await password.mutateAsync(account);
          tellDone(text.passwordSet, account.jid);
          return account.jid;
        }}
      />
      <ConfirmDialog
        opened={question?.kind === 'disable'}
        title={text.disableTitle}
        confirmLabel={text.disable}
        ask={{ kind: 'nothing' }}
        onClose={onClose}
        onConfirm={async () => {
          await disable.mutateAsync({ jid: disabled, disabled: true });
          tellDone(text.disabledNow, disabled);
        }}
      >
        {text.disableBody(disabled)}
      </ConfirmDialog>
      <ConfirmDialog
        opened={question?.kind === 'remove'}
        title={text.removeTitle}
        confirmLabel={text.remove}
        ask={{ kind: 'word', word: removed }}
        onClose={onClose}
        onConfirm={async () => {
          await remove.mutateAsync(removed);
          tellDone(text.removed, removed);
        }}
      >
        {text.removeBody(removed)}
        {removed === '' ? null : <Belongings jid={removed} />}
      </ConfirmDialog>
    </>
  );
}

import type { ApiKeyView } from '#contracts';
import { ConfirmDialog } from '../../../components/confirm-dialog.js';
import { tellDone } from '../../../components/toast.js';
import { operatorsText } from '../../../messages/index.js';
import { useRevokeApiKey } from '../api/api-keys.js';
import { NewApiKeyDialog } from './new-api-key-dialog.js';

const text = operatorsText.keys;

export type ApiKeyQuestion = { readonly kind: 'add' } | { readonly kind: 'revoke'; readonly key: ApiKeyView };

interface ApiKeyDialogsProps {
  readonly question: ApiKeyQuestion | null;
  readonly onClose: () => void;
}

/** Making a key, and taking one back. */
export function ApiKeyDialogs({ question, onClose }: ApiKeyDialogsProps) {
  const revoke = useRevokeApiKey();
  const { id, name } = question?.kind === 'revoke' ? question.key : { id: '', name: '' };
  return (
    <>
      {question?.kind === 'add' ? <NewApiKeyDialog onClose={onClose} /> : null}
      <ConfirmDialog
        opened={question?.kind === 'revoke'}
        title={text.revokeTitle}
        confirmLabel={text.revoke}
        ask={{ kind: 'word', word: name }}
        onClose={onClose}
        onConfirm={async () => {
          await revoke.mutateAsync(id);
          tellDone(text.revoked(name));
        }}
      >
        {text.revokeBody(name)}
      </ConfirmDialog>
    </>
  );
}

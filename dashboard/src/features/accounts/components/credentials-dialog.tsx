import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { NewAccount } from '#contracts';
import { Dialog } from '../../../components/dialog.js';
import { errorText } from '../../../components/failure.js';
import { useLive } from '../../../lib/live.js';
import { commonText, accountsText as text } from '../../../messages/index.js';
import { generatedPassword } from '../generated-password.js';
import { PasswordField, type PasswordKind } from './password-field.js';
import { ShownPassword } from './shown-password.js';

interface CredentialsDialogProps {
  readonly opened: boolean;
  readonly title: string;
  readonly submitLabel: string;
  /** The account whose password is set; absent when a new one is added. */
  readonly jid?: string | undefined;
  /** Resolves with the JID as the server spells it. */
  readonly onSubmit: (account: NewAccount) => Promise<string>;
  readonly onClose: () => void;
}

/** Asks for a password, and for a JID where the account is new. A password made here is shown when it has been set. */
export function CredentialsDialog(props: CredentialsDialogProps) {
  const [made, setMade] = useState<NewAccount | null>(null);
  const close = () => {
    setMade(null);
    props.onClose();
  };
  return (
    <Dialog
      opened={props.opened}
      onClose={close}
      title={made === null ? props.title : text.shownTitle(made.jid)}
      // What is shown once must not vanish by a click beside it.
      closeOnClickOutside={made === null}
      closeOnEscape={made === null}
    >
      {!props.opened ? null : made === null ? (
        <CredentialsForm {...props} onMade={setMade} />
      ) : (
        <ShownPassword password={made.password} onClose={close} />
      )}
    </Dialog>
  );
}

interface CredentialsFormProps extends CredentialsDialogProps {
  readonly onMade: (account: NewAccount) => void;
}

function CredentialsForm({ jid, submitLabel, onSubmit, onClose, onMade }: CredentialsFormProps) {
  const domain = useLive((state) => state.overview?.domain ?? location.hostname);
  const [name, setName] = useState('');
  const [kind, setKind] = useState<PasswordKind>('generated');
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const target = jid ?? wholeJid(name, domain);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const password = kind === 'generated' ? generatedPassword() : typed;
    if (target === '' || password === '' || busy) return;
    setBusy(true);
    setFailure(null);
    try {
      const set = await onSubmit({ jid: target, password });
      if (kind === 'generated') onMade({ jid: set, password });
      else onClose();
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };

  return (
    <form onSubmit={submit} noValidate data-testid="credentials-dialog">
      <Stack gap="md">
        {jid === undefined ? (
          <TextInput
            label={text.jid}
            description={text.jidHint(domain)}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={tried && target === '' ? text.jidMissing : null}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            data-autofocus
            data-testid="account-jid"
          />
        ) : (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {text.setPasswordBody(jid)}
          </Text>
        )}
        <PasswordField
          label={jid === undefined ? text.password : text.newPassword}
          kind={kind}
          typed={typed}
          missing={tried && typed === ''}
          onKind={setKind}
          onType={setTyped}
        />
        {jid === undefined ? (
          <Text size="xs" c="dimmed">
            {text.import}
          </Text>
        ) : null}
        {failure === null ? null : (
          <Alert color="red" role="alert" data-testid="account-refused">
            {errorText(failure)}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {commonText.cancel}
          </Button>
          <Button type="submit" loading={busy} data-testid="account-submit">
            {submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function wholeJid(typed: string, domain: string): string {
  const name = typed.trim();
  return name === '' || name.includes('@') ? name : `${name}@${domain}`;
}

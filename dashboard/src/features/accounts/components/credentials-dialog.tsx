import { Alert, Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { NewAccount } from '#contracts';
import { errorText } from '../../../components/failure.js';
import { useLive } from '../../../lib/live.js';
import { commonText, accountsText as text } from '../../../messages/index.js';

interface CredentialsDialogProps {
  readonly opened: boolean;
  readonly title: string;
  readonly submitLabel: string;
  /** The account whose password is set; absent when a new one is added. */
  readonly jid?: string | undefined;
  readonly onSubmit: (account: NewAccount) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks for a password, and for a JID where the account is new. */
export function CredentialsDialog(props: CredentialsDialogProps) {
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      centered
      closeButtonProps={{ 'aria-label': commonText.close }}
    >
      {props.opened ? <CredentialsForm {...props} /> : null}
    </Modal>
  );
}

function CredentialsForm({ jid, submitLabel, onSubmit, onClose }: CredentialsDialogProps) {
  const domain = useLive((state) => state.overview?.domain ?? location.hostname);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const target = jid ?? wholeJid(name, domain);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (target === '' || password === '' || busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await onSubmit({ jid: target, password });
      onClose();
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
        <PasswordInput
          label={jid === undefined ? text.password : text.newPassword}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={tried && password === '' ? text.passwordMissing : null}
          autoComplete="new-password"
          maxLength={1024}
          data-autofocus={jid === undefined ? undefined : true}
          data-testid="account-new-password"
        />
        {failure === null ? null : (
          <Alert color="red" role="alert">
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

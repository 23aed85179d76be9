import { PasswordInput, Text } from '@mantine/core';
import { useState } from 'react';
import { FormDialog } from '../../../components/form-dialog.js';
import { tellDone } from '../../../components/toast.js';
import { operatorsText } from '../../../messages/index.js';
import { useResetOperatorPassword } from '../api/change-operator.js';

const text = operatorsText.people;
const SHORTEST = 8;

interface ResetPasswordDialogProps {
  readonly username: string;
  readonly onClose: () => void;
}

export function ResetPasswordDialog({ username, onClose }: ResetPasswordDialogProps) {
  const reset = useResetOperatorPassword();
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  return (
    <FormDialog
      title={text.resetPasswordTitle(username)}
      submitLabel={text.resetPasswordSubmit}
      onClose={onClose}
      check={() => {
        setTried(true);
        return password.length >= SHORTEST;
      }}
      onSubmit={async () => {
        await reset.mutateAsync({ username, password });
        tellDone(text.passwordReset(username), text.resetPasswordHint);
        onClose();
      }}
      data-testid="operator-form"
    >
      <Text size="sm">{text.resetPasswordHint}</Text>
      <PasswordInput
        label={text.password}
        description={text.passwordHint}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={tried && password.length < SHORTEST ? text.passwordShort : null}
        autoComplete="new-password"
        maxLength={1024}
        data-autofocus
        data-testid="operator-new-password"
      />
    </FormDialog>
  );
}

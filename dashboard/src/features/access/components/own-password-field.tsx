import { PasswordInput } from '@mantine/core';
import { accessText } from '../../../messages/index.js';

const text = accessText.account;

interface OwnPasswordFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly missing: boolean;
}

/** Asked once more before what decides who gets in. */
export function OwnPasswordField({ value, onChange, missing }: OwnPasswordFieldProps) {
  return (
    <PasswordInput
      label={text.factor.password}
      description={text.factor.passwordHint}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={missing ? text.password.missing : null}
      autoComplete="current-password"
      maxLength={1024}
      data-autofocus
      data-testid="factor-password"
    />
  );
}

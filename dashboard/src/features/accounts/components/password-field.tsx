import { PasswordInput, SegmentedControl, Stack, Text } from '@mantine/core';
import { accountsText as text } from '../../../messages/index.js';

export type PasswordKind = 'generated' | 'typed';

const kinds = [
  { value: 'generated', label: text.passwordGenerated },
  { value: 'typed', label: text.passwordTyped },
];

interface PasswordFieldProps {
  readonly label: string;
  readonly kind: PasswordKind;
  readonly typed: string;
  readonly missing: boolean;
  readonly onKind: (kind: PasswordKind) => void;
  readonly onType: (typed: string) => void;
}

/** A password that is made here, or one that is typed. */
export function PasswordField({ label, kind, typed, missing, onKind, onType }: PasswordFieldProps) {
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600} aria-hidden="true">
        {label}
      </Text>
      <SegmentedControl
        aria-label={text.passwordKind}
        data={kinds}
        value={kind}
        onChange={(value) => onKind(value === 'typed' ? 'typed' : 'generated')}
        data-testid="password-kind"
      />
      {kind === 'generated' ? (
        <Text size="sm" c="dimmed">
          {text.passwordGeneratedHint}
        </Text>
      ) : (
        <PasswordInput
          aria-label={label}
          value={typed}
          onChange={(event) => onType(event.currentTarget.value)}
          error={missing ? text.passwordMissing : null}
          autoComplete="new-password"
          maxLength={1024}
          data-testid="account-new-password"
        />
      )}
    </Stack>
  );
}

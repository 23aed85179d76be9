import { PasswordInput, TextInput } from '@mantine/core';
import { accessText as text } from '../../../messages/index.js';

interface NameAndPasswordProps {
  readonly username: string;
  readonly password: string;
  readonly onUsername: (username: string) => void;
  readonly onPassword: (password: string) => void;
}

export function NameAndPassword({ username, password, onUsername, onPassword }: NameAndPasswordProps) {
  return (
    <>
      <TextInput
        label={text.username}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        required
        withAsterisk={false}
        maxLength={128}
        value={username}
        onChange={(event) => onUsername(event.currentTarget.value)}
        data-testid="username"
      />
      <PasswordInput
        label={text.password}
        name="password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        maxLength={1024}
        value={password}
        onChange={(event) => onPassword(event.currentTarget.value)}
        data-testid="password"
      />
    </>
  );
}

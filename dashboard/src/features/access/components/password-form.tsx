import { Alert, Button, Group, PasswordInput, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { errorText } from '../../../components/failure.js';
import { tellDone } from '../../../components/toast.js';
import { useIdentity } from '../../../lib/identity.js';
import { accessText } from '../../../messages/index.js';
import { useSetOwnPassword } from '../api/own-account.js';
import classes from './own-account-page.module.css';

const text = accessText.account.password;
const SHORTEST = 8;
const nothing = { current: '', next: '', again: '' };

export function PasswordForm() {
  const { username } = useIdentity();
  const { mutate, isPending, error } = useSetOwnPassword();
  const [typed, setTyped] = useState(nothing);
  const [tried, setTried] = useState(false);
  const type = (part: keyof typeof nothing) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setTyped((now) => ({ ...now, [part]: value }));
  };
  const missing = typed.current === '';
  const short = typed.next.length < SHORTEST;
  const differs = typed.again !== typed.next;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing || short || differs || isPending) return;
    mutate(
      { current: typed.current, password: typed.next },
      {
        onSuccess: () => {
          setTyped(nothing);
          setTried(false);
          tellDone(text.done, text.doneHint);
        },
      },
    );
  };
  return (
    <form onSubmit={submit} noValidate aria-label={text.title}>
      <Stack gap="sm">
        <p className={classes.hint}>{text.lead}</p>
        {/* So that a password manager knows whose it is. */}
        <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
        <PasswordInput
          label={text.current}
          value={typed.current}
          onChange={type('current')}
          error={tried && missing ? text.missing : null}
          autoComplete="current-password"
          maxLength={1024}
          data-testid="password-current"
        />
        <PasswordInput
          label={text.next}
          value={typed.next}
          onChange={type('next')}
          error={tried && short ? text.short : null}
          autoComplete="new-password"
          maxLength={1024}
          data-testid="password-next"
        />
        <PasswordInput
          label={text.again}
          value={typed.again}
          onChange={type('again')}
          error={tried && !short && differs ? text.differs : null}
          autoComplete="new-password"
          maxLength={1024}
          data-testid="password-again"
        />
        {error === null ? null : (
          <Alert color="red" role="alert" data-testid="password-failure">
            {errorText(error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button type="submit" size="sm" loading={isPending} data-testid="password-submit">
            {text.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

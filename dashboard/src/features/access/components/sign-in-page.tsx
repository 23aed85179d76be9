import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { Mark } from '../../../components/mark.js';
import { formatSpan } from '../../../lib/format-duration.js';
import { ApiError } from '../../../lib/problem.js';
import { accessText, shellText } from '../../../messages/index.js';
import { useSignIn } from '../api/sign-in.js';
import classes from './sign-in-page.module.css';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { to, out } = route.useSearch();
  const router = useRouter();
  const signIn = useSignIn();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');

  useEffect(() => {
    document.title = `${accessText.title} · ${shellText.name}`;
  }, []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (username === '' || password === '') return;
    signIn.mutate({ username, password }, { onSuccess: () => router.history.replace(to ?? '/') });
  };

  return (
    <main className={classes.screen}>
      <div className={classes.card}>
        <div className={classes.brand}>
          <Mark size={56} />
          <h1 className={classes.name}>{shellText.name}</h1>
          <p className={classes.lead}>{accessText.lead}</p>
        </div>
        <form onSubmit={submit} aria-label={accessText.title}>
          <Stack gap="md">
            {out && signIn.isIdle ? <Alert role="status">{accessText.signedOut}</Alert> : null}
            {signIn.isError ? (
              <Alert color="red" role="alert" data-testid="sign-in-failure">
                {failureText(signIn.error)}
              </Alert>
            ) : null}
            <TextInput
              label={accessText.username}
              name="username"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              autoFocus
              required
              withAsterisk={false}
              maxLength={128}
              value={username}
              onChange={(event) => setUsername(event.currentTarget.value)}
              data-testid="username"
            />
            <PasswordInput
              label={accessText.password}
              name="password"
              autoComplete="current-password"
              required
              withAsterisk={false}
              maxLength={1024}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              data-testid="password"
            />
            <Button type="submit" fullWidth loading={signIn.isPending} data-testid="sign-in">
              {accessText.submit}
            </Button>
          </Stack>
        </form>
      </div>
    </main>
  );
}

function failureText(error: unknown): string {
  if (!(error instanceof ApiError)) return accessText.failed(String(error));
  if (error.status === 0) return accessText.unreachable;
  if (error.status === 401) return accessText.wrong;
  if (error.status === 429) {
    return accessText.tooMany(error.retryAfter === null ? null : formatSpan(error.retryAfter));
  }
  return accessText.failed(error.message);
}

import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { ApiError } from '#contracts';
import { Mark } from '../../../components/mark.js';
import { formatSpan } from '../../../lib/format-duration.js';
import { accessText, shellText } from '../../../messages/index.js';
import { useSignIn } from '../api/sign-in.js';
import { SignInElsewhere } from './sign-in-elsewhere.js';
import classes from './sign-in-page.module.css';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { to, out, failed } = route.useSearch();
  const router = useRouter();
  const signIn = useSignIn();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [codeAsked, setCodeAsked] = useState(false);

  useEffect(() => {
    document.title = `${accessText.title} · ${shellText.name}`;
  }, []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (username === '' || password === '') return;
    signIn.mutate(
      { username, password, ...(codeAsked && { code }) },
      {
        onSuccess: () => router.history.replace(to ?? '/'),
        onError: (error) => {
          if (isCode(error, 'code-required')) setCodeAsked(true);
          setCode('');
        },
      },
    );
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
            {failed !== undefined && signIn.isIdle ? (
              <Alert color="red" role="alert" data-testid="sign-in-failure">
                {accessText.elsewhereFailed[failed]}
              </Alert>
            ) : null}
            {signIn.isError && !isCode(signIn.error, 'code-required') ? (
              <Alert color="red" role="alert" data-testid="sign-in-failure">
                {failureText(signIn.error, codeAsked)}
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
            {codeAsked ? (
              <TextInput
                label={accessText.code}
                description={accessText.codeHint}
                name="code"
                autoComplete="one-time-code"
                autoCapitalize="none"
                spellCheck={false}
                autoFocus
                required
                withAsterisk={false}
                maxLength={64}
                value={code}
                onChange={(event) => setCode(event.currentTarget.value)}
                data-testid="code"
              />
            ) : null}
            <Button type="submit" fullWidth loading={signIn.isPending} data-testid="sign-in">
              {accessText.submit}
            </Button>
          </Stack>
        </form>
        <SignInElsewhere />
      </div>
    </main>
  );
}

const isCode = (error: unknown, code: string): boolean => error instanceof ApiError && error.code === code;

function failureText(error: unknown, codeAsked: boolean): string {
  if (!(error instanceof ApiError)) return accessText.failed(String(error));
  if (error.status === 0) return accessText.unreachable;
  if (error.status === 401) return codeAsked ? accessText.wrongCode : accessText.wrong;
  if (error.status === 429) {
    return accessText.tooMany(error.retryAfter === null ? null : formatSpan(error.retryAfter));
  }
  return accessText.failed(error.message);
}

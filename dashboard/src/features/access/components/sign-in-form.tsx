import { Alert, Button, Stack } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { ApiError } from '#contracts';
import { formatClock } from '../../../lib/format-duration.js';
import { accessText as text } from '../../../messages/index.js';
import { useSignIn } from '../api/sign-in.js';
import { signInProblem } from '../sign-in-problem.js';
import { useWait } from '../use-wait.js';
import { CodeField } from './code-field.js';
import { NameAndPassword } from './name-and-password.js';

interface SignInFormProps {
  /** A path of ours, to go on to. */
  readonly to: string;
  /** Why one is here, until the first attempt. */
  readonly notice: string | null;
  readonly refused: boolean;
}

const isCode = (error: unknown, code: string): boolean => error instanceof ApiError && error.code === code;

/** Name and password; then, where the account has a second factor, its code. */
export function SignInForm({ to, notice, refused }: SignInFormProps) {
  const router = useRouter();
  const signIn = useSignIn();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [codeAsked, setCodeAsked] = useState(false);
  const wait = useWait();
  const waiting = wait.seconds > 0;

  const attempt = (given: string) => {
    if (username === '' || password === '' || waiting || signIn.isPending) return;
    signIn.mutate(
      { username, password, ...(codeAsked && { code: given }) },
      {
        onSuccess: () => router.history.replace(to),
        onError: (error) => {
          if (isCode(error, 'code-required')) setCodeAsked(true);
          if (error instanceof ApiError && error.status === 429) wait.begin(error.retryAfter ?? 30);
          setCode('');
        },
      },
    );
  };
  const startAnew = () => {
    setCodeAsked(false);
    setPassword('');
    setCode('');
    signIn.reset();
  };
  const problem =
    signIn.isError && !isCode(signIn.error, 'code-required') ? signInProblem(signIn.error, codeAsked) : null;

  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        attempt(code);
      }}
      aria-label={text.title}
    >
      <Stack gap="md">
        {notice !== null && signIn.isIdle ? (
          <Alert
            {...(refused ? { color: 'red', 'data-testid': 'sign-in-failure' } : {})}
            role={refused ? 'alert' : 'status'}
          >
            {notice}
          </Alert>
        ) : null}
        {problem === null ? null : (
          <Alert color="red" role="alert" data-testid="sign-in-failure">
            {problem}
          </Alert>
        )}
        {codeAsked ? (
          <CodeField
            username={username}
            value={code}
            onChange={setCode}
            onComplete={attempt}
            onStartAnew={startAnew}
          />
        ) : (
          <NameAndPassword
            username={username}
            password={password}
            // The brake is one name's: another may come in.
            onUsername={(name) => {
              setUsername(name);
              wait.end();
            }}
            onPassword={setPassword}
          />
        )}
        <Button type="submit" fullWidth loading={signIn.isPending} disabled={waiting} data-testid="sign-in">
          {waiting ? text.wait(formatClock(wait.seconds)) : codeAsked ? text.codeSubmit : text.submit}
        </Button>
      </Stack>
    </form>
  );
}

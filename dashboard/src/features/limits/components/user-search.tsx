import { Button, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { typedBareJid } from '../../../lib/typed-jid.js';
import { limitsText as text } from '../../../messages/index.js';
import classes from './user-search.module.css';

export function UserSearch({ initial = '' }: { readonly initial?: string }) {
  const [typed, setTyped] = useState(initial);
  const [wrong, setWrong] = useState(false);
  const navigate = useNavigate();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const jid = typedBareJid(typed);
    setWrong(jid === undefined);
    if (jid !== undefined) void navigate({ to: '/users/$jid', params: { jid } });
  };
  return (
    <search>
      <form className={classes.form} onSubmit={submit} noValidate>
        <TextInput
          className={classes.input ?? ''}
          label={text.search}
          placeholder={text.searchHint}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={wrong ? text.malformed : null}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          data-testid="user-search"
        />
        <Button type="submit" data-testid="user-search-submit">
          {text.show}
        </Button>
      </form>
    </search>
  );
}

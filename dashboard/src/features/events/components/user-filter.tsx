import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useLive } from '../../../lib/live.js';
import { typedBareJid } from '../../../lib/typed-jid.js';
import { eventsText as text } from '../../../messages/index.js';

interface UserFilterProps {
  readonly user: string | undefined;
  readonly onChange: (user: string | undefined) => void;
}

/** One user's events; the server's own domain need not be typed. */
export function UserFilter({ user, onChange }: UserFilterProps) {
  const domain = useLive((state) => state.overview?.domain);
  const [typed, setTyped] = useState(user ?? '');
  const [wrong, setWrong] = useState(false);
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    const name = typed.trim();
    if (name === (user ?? '')) return;
    const jid = name === '' ? undefined : typedBareJid(name.includes('@') ? name : `${name}@${domain}`);
    setWrong(name !== '' && jid === undefined);
    if (name === '' || jid !== undefined) onChange(jid);
  };
  return (
    <form onSubmit={submit} noValidate>
      <TextInput
        label={text.userFilter}
        placeholder={text.userHint}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => submit()}
        error={wrong ? text.userMalformed : null}
        autoComplete="off"
        data-search
        spellCheck={false}
        data-testid="filter-user"
      />
    </form>
  );
}

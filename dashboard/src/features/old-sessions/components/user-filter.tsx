import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { FilterBar } from '../../../components/filter-bar.js';
import { typedBareJid } from '../../../lib/typed-jid.js';
import { commonText, oldSessionsText as text } from '../../../messages/index.js';

interface UserFilterProps {
  readonly value: string | undefined;
  readonly onChange: (user: string | undefined) => void;
}

/** Filters by one whole JID: old sessions are kept by user, and may be too many to be searched by a part of it. */
export function UserFilter({ value, onChange }: UserFilterProps) {
  const [typed, setTyped] = useState(value ?? '');
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const jid = typedBareJid(typed);
    const all = typed.trim() === '';
    setWrong(!all && jid === undefined);
    if (all || jid !== undefined) onChange(jid);
  };
  return (
    <form onSubmit={submit} noValidate>
      <FilterBar>
        <TextInput
          label={text.filter}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={wrong ? text.malformed : null}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          data-testid="filter-user"
        />
        <Button type="submit" variant="default">
          {text.apply}
        </Button>
        {value === undefined ? null : (
          <Button variant="subtle" color="gray" onClick={() => onChange(undefined)}>
            {commonText.clearFilters}
          </Button>
        )}
      </FilterBar>
    </form>
  );
}

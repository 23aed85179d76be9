import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { parseFilter } from '#contracts';
import { commonText, sessionsListText as text } from '../../../messages/index.js';
import { looksLikeCondition } from '../condition-draft.js';

interface SessionSearchProps {
  /** The part of the user that the address asks for. */
  readonly user: string;
  readonly onUser: (user: string) => void;
  readonly onCondition: (condition: string) => void;
}

/** Finds users while one types; takes a whole condition at Enter. */
export function SessionSearch({ user, onUser, onCondition }: SessionSearchProps) {
  const [typed, setTyped] = useState(user);
  const [problem, setProblem] = useState<string | null>(null);
  const told = useRef(user);
  const tell = useDebouncedCallback((next: string) => {
    told.current = next;
    onUser(next);
  }, 250);

  // The address changed by other means (a link, a chip, the back button): show what it says now.
  useEffect(() => {
    if (user === told.current) return;
    told.current = user;
    setTyped(user);
  }, [user]);

  const change = (next: string) => {
    setTyped(next);
    setProblem(null);
    if (!looksLikeCondition(next)) tell(next.trim());
  };
  const enter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !looksLikeCondition(typed)) return;
    const parsed = parseFilter(typed);
    if (!parsed.ok) {
      setProblem(parsed.problems[0]?.message ?? text.notUnderstood);
      return;
    }
    setTyped(told.current);
    onCondition(typed.trim());
  };

  return (
    <TextInput
      aria-label={text.search}
      title={text.searchHelp}
      placeholder={text.searchHint}
      size="xs"
      value={typed}
      error={problem}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={enter}
      leftSection={<IconSearch size={15} aria-hidden="true" />}
      rightSection={
        typed === '' ? null : (
          <CloseButton size="xs" aria-label={commonText.clearFilters} onClick={() => change('')} />
        )
      }
      autoComplete="off"
      spellCheck={false}
      data-search
      data-testid="filter-user"
    />
  );
}

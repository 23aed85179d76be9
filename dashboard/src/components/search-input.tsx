import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { commonText } from '../messages/index.js';

interface SearchInputProps {
  readonly label: string;
  /** What the address bar says. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly 'data-testid'?: string;
}

/** A text filter that is told a moment after the last key, so that the address does not change with every letter. */
export function SearchInput({ label, value, onChange, ...rest }: SearchInputProps) {
  const [text, setText] = useState(value);
  const told = useRef(value);
  const tell = useDebouncedCallback((next: string) => {
    told.current = next;
    onChange(next);
  }, 250);

  // The address changed by other means (a link, the back button): show what it says now.
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);

  const change = (next: string) => {
    setText(next);
    tell(next);
  };

  return (
    <TextInput
      label={label}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      leftSection={<IconSearch size={16} aria-hidden="true" />}
      rightSection={
        text === '' ? null : (
          <CloseButton size="sm" aria-label={commonText.clearFilters} onClick={() => change('')} />
        )
      }
      autoComplete="off"
      data-search
      spellCheck={false}
      {...rest}
    />
  );
}

import { Button, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';

interface ShownOnceProps {
  readonly label: string;
  readonly value: string;
  readonly text: { readonly copy: string; readonly copied: string; readonly notCopied: string };
  /** Something else in the dialog is what one goes on with. */
  readonly aside?: boolean;
  readonly 'data-testid': string;
}

/** A secret to be taken along: selected when it gets the focus, and copied by a button where the browser lets a page do that. */
export function ShownOnce({ label, value, text, aside = false, ...rest }: ShownOnceProps) {
  const { copied, error, copy } = useClipboard({ timeout: 4000 });
  return (
    <div>
      <TextInput
        label={label}
        value={value}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
        error={error === null ? null : text.notCopied}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        data-autofocus={aside ? undefined : true}
        {...rest}
      />
      <Button
        variant="default"
        size="xs"
        mt="xs"
        leftSection={
          copied ? <IconCheck size={16} aria-hidden="true" /> : <IconCopy size={16} aria-hidden="true" />
        }
        onClick={() => copy(value)}
        aria-live="polite"
        data-testid="copy-button"
      >
        {copied ? text.copied : text.copy}
      </Button>
    </div>
  );
}

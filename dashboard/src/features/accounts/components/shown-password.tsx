import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { accountsText as text } from '../../../messages/index.js';

interface ShownPasswordProps {
  readonly password: string;
  readonly onClose: () => void;
}

/** The one time that a password which was made here can be read. */
export function ShownPassword({ password, onClose }: ShownPasswordProps) {
  const { copy, copied } = useClipboard();
  const Icon = copied ? IconCheck : IconCopy;
  return (
    <Stack gap="md">
      <Text size="sm">{text.shownBody}</Text>
      <TextInput
        label={text.shownLabel}
        value={password}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        data-autofocus
        data-testid="shown-password"
      />
      <Group justify="flex-end" gap="sm">
        {/* The clipboard is for pages from https or this machine only. */}
        {window.isSecureContext ? (
          <Button
            variant="default"
            leftSection={<Icon size={16} aria-hidden="true" />}
            onClick={() => copy(password)}
          >
            {copied ? text.copied : text.copy}
          </Button>
        ) : null}
        <Button onClick={onClose} data-testid="shown-close">
          {text.shownClose}
        </Button>
      </Group>
    </Stack>
  );
}

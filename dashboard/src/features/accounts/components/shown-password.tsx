import { Button, Group, Stack, Text } from '@mantine/core';
import { ShownOnce } from '../../../components/shown-once.js';
import { accountsText as text } from '../../../messages/index.js';

interface ShownPasswordProps {
  readonly password: string;
  readonly onClose: () => void;
}

/** The one time that a password which was made here can be read. */
export function ShownPassword({ password, onClose }: ShownPasswordProps) {
  return (
    <Stack gap="md">
      <Text size="sm">{text.shownBody}</Text>
      <ShownOnce label={text.shownLabel} value={password} text={text} data-testid="shown-password" />
      <Group justify="flex-end">
        <Button onClick={onClose} data-testid="shown-close">
          {text.shownClose}
        </Button>
      </Group>
    </Stack>
  );
}

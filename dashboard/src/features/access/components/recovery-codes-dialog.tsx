import { Button, Group, Stack, Text } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { Dialog } from '../../../components/dialog.js';
import { accessText } from '../../../messages/index.js';
import classes from './own-account-page.module.css';

const text = accessText.account.factor;

interface RecoveryCodesDialogProps {
  readonly codes: readonly string[];
  readonly onClose: () => void;
}

/** Closed by its button alone: a slip of the mouse must not lose them. */
export function RecoveryCodesDialog({ codes, onClose }: RecoveryCodesDialogProps) {
  const { copied, error, copy } = useClipboard({ timeout: 4000 });
  return (
    <Dialog
      opened
      onClose={onClose}
      title={text.recovery}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <Stack gap="md" data-testid="recovery-codes">
        <Text size="sm">{text.recoveryHint}</Text>
        <ul className={classes.codes}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <Group justify="space-between">
          <Button variant="default" onClick={() => copy(codes.join('\n'))} aria-live="polite">
            {error === null ? (copied ? text.copied : text.copy) : text.notCopied}
          </Button>
          <Button onClick={onClose} data-testid="codes-kept">
            {text.kept}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { commonText } from '../messages/index.js';
import { Dialog } from './dialog.js';
import { errorText } from './failure.js';

/** What must be typed before the button acts: nothing, a reason, or the very word (for what cannot be undone). */
export type Ask =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'reason' }
  | { readonly kind: 'word'; readonly word: string };

interface ConfirmDialogProps {
  readonly opened: boolean;
  readonly title: string;
  readonly children: ReactNode;
  readonly confirmLabel: string;
  /** Red, as of what ends something, unless told otherwise. */
  readonly confirmColor?: 'red' | 'hazel';
  readonly ask: Ask;
  /** Resolves when it has happened; a rejection is shown and the dialog stays. */
  readonly onConfirm: (typed: string) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks before something is ended or removed. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { opened, title, onClose } = props;
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      {/* Mounted anew at each opening, so that nothing typed before is there. */}
      {opened ? <ConfirmForm {...props} /> : null}
    </Dialog>
  );
}

function ConfirmForm({
  children,
  confirmLabel,
  confirmColor = 'red',
  ask,
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  const [typed, setTyped] = useState('');
  const [complaint, setComplaint] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const wrong = complaintAbout(ask, typed);
    setComplaint(wrong);
    if (wrong !== null || busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await onConfirm(typed.trim());
      onClose();
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };

  return (
    <form onSubmit={submit} noValidate data-testid="confirm-dialog">
      <Stack gap="md">
        <Text size="sm" component="div" style={{ overflowWrap: 'anywhere' }}>
          {children}
        </Text>
        {ask.kind === 'nothing' ? null : (
          <TextInput
            label={ask.kind === 'reason' ? commonText.reason : commonText.typeToConfirm(ask.word)}
            description={ask.kind === 'reason' ? commonText.reasonHint : undefined}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={complaint}
            maxLength={ask.kind === 'reason' ? 200 : 3071}
            autoComplete="off"
            spellCheck={ask.kind === 'reason'}
            data-autofocus
            data-testid={ask.kind === 'reason' ? 'reason-input' : 'confirm-text'}
          />
        )}
        {failure === null ? null : (
          <Alert color="red" role="alert" data-testid="confirm-failure">
            {errorText(failure)}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-testid="cancel-button">
            {commonText.cancel}
          </Button>
          <Button type="submit" color={confirmColor} loading={busy} data-testid="confirm-button">
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function complaintAbout(ask: Ask, typed: string): string | null {
  if (ask.kind === 'reason' && typed.trim() === '') return commonText.reasonMissing;
  if (ask.kind === 'word' && typed.trim() !== ask.word) return commonText.typeMismatch;
  return null;
}

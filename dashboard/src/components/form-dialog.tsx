import { Alert, Button, Group, Stack } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { commonText } from '../messages/index.js';
import { Dialog } from './dialog.js';
import { errorText } from './failure.js';

interface FormDialogProps {
  readonly title: string;
  readonly submitLabel: string;
  readonly children: ReactNode;
  /** Whether what stands in the fields can be sent; the fields themselves say what is wrong. */
  readonly check: () => boolean;
  /** Resolves when it has happened; a rejection is shown and the dialog stays. */
  readonly onSubmit: () => Promise<unknown>;
  readonly onClose: () => void;
  readonly 'data-testid'?: string;
}

/** Fields in a dialog; mount it to open it, so that nothing typed before is there. */
export function FormDialog({ title, onClose, ...form }: FormDialogProps) {
  return (
    <Dialog opened onClose={onClose} title={title}>
      <DialogForm onClose={onClose} {...form} />
    </Dialog>
  );
}

type DialogFormProps = Omit<FormDialogProps, 'title'>;

function DialogForm({ submitLabel, children, check, onSubmit, onClose, ...rest }: DialogFormProps) {
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !check()) return;
    setBusy(true);
    setFailure(null);
    try {
      await onSubmit();
    } catch (error) {
      setFailure(error);
    }
    setBusy(false);
  };
  return (
    <form onSubmit={submit} noValidate {...rest}>
      <Stack gap="md">
        {children}
        {failure === null ? null : (
          <Alert color="red" role="alert" data-testid="form-failure">
            {errorText(failure)}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {commonText.cancel}
          </Button>
          <Button type="submit" loading={busy} data-testid="form-submit">
            {submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

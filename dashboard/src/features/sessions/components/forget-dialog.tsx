import { Button } from '@mantine/core';
import { useState } from 'react';
import type { OldSessionView } from '#contracts';
import { ConfirmDialog } from '../../../components/confirm-dialog.js';
import { tellDone } from '../../../components/toast.js';
import { sessionPageText as text } from '../../../messages/index.js';
import { useForgetSession } from '../api/ended-session.js';

/** Of a session that is over: lets go of its h, after a question. */
export function ForgetButton({ old: { id, user, resource } }: { readonly old: OldSessionView }) {
  const [opened, setOpened] = useState(false);
  const { mutateAsync } = useForgetSession();
  const confirm = async () => {
    await mutateAsync(id);
    tellDone(text.forgotten, `${user}/${resource}`);
  };
  return (
    <>
      <Button
        color="red"
        variant="light"
        size="xs"
        onClick={() => setOpened(true)}
        data-testid="session-forget"
      >
        {text.forget}
      </Button>
      <ConfirmDialog
        opened={opened}
        title={text.forgetTitle}
        confirmLabel={text.forget}
        ask={{ kind: 'nothing' }}
        onConfirm={confirm}
        onClose={() => setOpened(false)}
      >
        {text.forgetBody}
      </ConfirmDialog>
    </>
  );
}

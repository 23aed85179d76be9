import { Button } from '@mantine/core';
import { useState } from 'react';
import type { OldSessionView } from '#contracts';
import { onDemand } from '../../../components/on-demand.js';
import { sessionPageText as text } from '../../../messages/index.js';

const ForgetDialog = onDemand(() => import('./forget-dialog.js').then((loaded) => loaded.ForgetDialog));

/** Of a session that is over: lets go of its h, after a question. */
export function ForgetButton({ old }: { readonly old: OldSessionView }) {
  const [opened, setOpened] = useState(false);
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
      <ForgetDialog wanted={opened} old={old} opened={opened} onClose={() => setOpened(false)} />
    </>
  );
}

import { useState } from 'react';
import { ApiError, type QueuedStanzaView } from '#contracts';
import { ConfirmDialog } from '../../../components/confirm-dialog.js';
import { Dialog } from '../../../components/dialog.js';
import { tellRefused } from '../../../components/toast.js';
import { sessionPageText } from '../../../messages/index.js';
import { usePeek } from '../api/session-queue.js';
import classes from './queue.module.css';

const text = sessionPageText.queue;

interface PeekDialogProps {
  readonly id: string;
  /** Which one; null: none. */
  readonly n: number | null;
  readonly onClose: () => void;
}

/** Says what reading a stanza means, and only then reads it. */
export function PeekDialog({ id, n, onClose }: PeekDialogProps) {
  const [read, setRead] = useState<QueuedStanzaView | null>(null);
  const { mutateAsync } = usePeek();
  const confirm = async () => {
    if (n === null) return;
    try {
      setRead(await mutateAsync({ id, n }));
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'no-such-stanza') throw error;
      tellRefused(text.notRead, text.gone);
    }
  };
  return (
    <>
      <ConfirmDialog
        opened={n !== null}
        title={text.peekTitle(n ?? 0)}
        confirmLabel={text.peek}
        confirmColor="hazel"
        ask={{ kind: 'nothing' }}
        onConfirm={confirm}
        onClose={onClose}
      >
        {text.peekBody}
      </ConfirmDialog>
      <Dialog
        opened={read !== null}
        onClose={() => setRead(null)}
        title={text.peekLabel(read?.n ?? 0)}
        size="lg"
      >
        {/* It may be long: it can be scrolled by keys. */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable */}
        <pre className={classes.xml} tabIndex={0} data-testid="peeked">
          {read?.xml}
        </pre>
      </Dialog>
    </>
  );
}

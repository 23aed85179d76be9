import type { OldSessionView } from '#contracts';
import { ConfirmDialog } from '../../../components/confirm-dialog.js';
import { tellDone } from '../../../components/toast.js';
import { sessionPageText as text } from '../../../messages/index.js';
import { useForgetSession } from '../api/ended-session.js';

interface ForgetDialogProps {
  readonly old: OldSessionView;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Of a session that is over: lets go of its h. */
export function ForgetDialog({ old: { id, user, resource }, opened, onClose }: ForgetDialogProps) {
  const { mutateAsync } = useForgetSession();
  const confirm = async () => {
    await mutateAsync(id);
    tellDone(text.forgotten, `${user}/${resource}`);
  };
  return (
    <ConfirmDialog
      opened={opened}
      title={text.forgetTitle}
      confirmLabel={text.forget}
      ask={{ kind: 'nothing' }}
      onConfirm={confirm}
      onClose={onClose}
    >
      {text.forgetBody}
    </ConfirmDialog>
  );
}

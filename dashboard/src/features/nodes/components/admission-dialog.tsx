import type { NodeView } from '#contracts';
import { ConfirmDialog } from '../../../components/confirm-dialog.js';
import { tellDone } from '../../../components/toast.js';
import { formatCount } from '../../../lib/format-number.js';
import { nodesText as text } from '../../../messages/index.js';
import { useAdmission } from '../api/admission.js';

interface AdmissionDialogProps {
  readonly node: NodeView;
  /** What is asked; null while nothing is. */
  readonly action: 'drain' | 'admit' | null;
  readonly onClose: () => void;
}

/** Says what draining a node, or admitting again, will do, and asks why. */
export function AdmissionDialog({ node, action, onClose }: AdmissionDialogProps) {
  const { mutateAsync } = useAdmission();
  const { connected, hibernating } = node.sessions;
  const drain = action !== 'admit';
  return (
    <ConfirmDialog
      opened={action !== null}
      title={drain ? text.drainTitle(node.name) : text.admitTitle(node.name)}
      confirmLabel={drain ? text.drain : text.admit}
      ask={{ kind: 'reason' }}
      onConfirm={async (reason) => {
        await mutateAsync({ id: node.id, action: drain ? 'drain' : 'admit', reason });
        tellDone(drain ? text.drained(node.name) : text.admitted(node.name));
      }}
      onClose={onClose}
    >
      {drain ? text.drainBody(formatCount(connected), formatCount(hibernating)) : text.admitBody}
    </ConfirmDialog>
  );
}

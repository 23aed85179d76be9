import type { SessionView, UserLimits } from '#contracts';
import { Dialog } from '../../../components/dialog.js';
import { limitsText as text } from '../../../messages/index.js';
import type { LimitQuestion } from './limit-columns.js';
import { LimitForm } from './limit-form.js';

interface LimitDialogProps {
  readonly limits: UserLimits;
  readonly sessions: readonly SessionView[];
  readonly question: LimitQuestion | null;
  readonly onClose: () => void;
}

/** Changes one limit of one user, or clears it. */
export function LimitDialog({ question, onClose, ...given }: LimitDialogProps) {
  const limit = question === null ? '' : text.name[question.name];
  return (
    <Dialog
      opened={question !== null}
      onClose={onClose}
      title={question?.kind === 'clear' ? text.clearTitle(limit) : text.editTitle(limit)}
      size="lg"
    >
      {question === null ? null : <LimitForm {...given} question={question} onClose={onClose} />}
    </Dialog>
  );
}

import { EditOperatorDialog } from './edit-operator-dialog.js';
import { NewOperatorDialog } from './new-operator-dialog.js';
import type { OperatorQuestion } from './operator-actions.js';
import { ResetPasswordDialog } from './reset-password-dialog.js';

interface OperatorFormsProps {
  readonly question: OperatorQuestion | null;
  readonly onClose: () => void;
}

/** The dialogs with fields. */
export function OperatorForms({ question, onClose }: OperatorFormsProps) {
  switch (question?.kind) {
    case 'add':
      return <NewOperatorDialog onClose={onClose} />;
    case 'edit':
      return <EditOperatorDialog operator={question.operator} onClose={onClose} />;
    case 'password':
      return <ResetPasswordDialog username={question.operator.username} onClose={onClose} />;
    default:
      return null;
  }
}

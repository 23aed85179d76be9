import { ConfirmDialog } from '../../../components/confirm-dialog.js';
import { tellDone } from '../../../components/toast.js';
import { operatorsText } from '../../../messages/index.js';
import { useChangeOperator, useRemoveOperator, useRemoveOperatorFactor } from '../api/change-operator.js';
import type { OperatorQuestion } from './operator-actions.js';
import { OperatorForms } from './operator-forms.js';

const text = operatorsText.people;

interface OperatorDialogsProps {
  readonly question: OperatorQuestion | null;
  readonly onClose: () => void;
}

/** What the page asks before it acts. Each answer tells what it did. */
export function OperatorDialogs({ question, onClose }: OperatorDialogsProps) {
  const change = useChangeOperator();
  const remove = useRemoveOperator();
  const removeFactor = useRemoveOperatorFactor();
  const username = question === null || question.kind === 'add' ? '' : question.operator.username;
  const act = async (done: Promise<unknown>, said: string) => {
    await done;
    tellDone(said);
  };
  return (
    <>
      <OperatorForms question={question} onClose={onClose} />
      <ConfirmDialog
        opened={question?.kind === 'factor'}
        title={text.removeFactorOf(username)}
        confirmLabel={text.removeFactor}
        ask={{ kind: 'nothing' }}
        onClose={onClose}
        onConfirm={() => act(removeFactor.mutateAsync({ username }), text.factorRemoved(username))}
      >
        {text.removeFactorBody(username)}
      </ConfirmDialog>
      <ConfirmDialog
        opened={question?.kind === 'disable'}
        title={text.disableOf(username)}
        confirmLabel={text.disable}
        ask={{ kind: 'nothing' }}
        onClose={onClose}
        onConfirm={() => act(change.mutateAsync({ username, disabled: true }), text.disabledNow(username))}
      >
        {text.disableBody(username)}
      </ConfirmDialog>
      <ConfirmDialog
        opened={question?.kind === 'remove'}
        title={text.removeOf(username)}
        confirmLabel={text.remove}
        ask={{ kind: 'word', word: username }}
        onClose={onClose}
        onConfirm={() => act(remove.mutateAsync({ username }), text.removed(username))}
      >
        {text.removeBody(username)}
      </ConfirmDialog>
    </>
  );
}

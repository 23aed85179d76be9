import { useState } from 'react';
import { ApiError } from '#contracts';
import { ConfirmDialog } from '../../../components/confirm-dialog.js';
import { tellDone, tellRefused } from '../../../components/toast.js';
import { sessionActionsText as text } from '../../../messages/index.js';
import type { ActionQuestion, SessionActionName } from '../actions.js';
import { type SessionAct, useActOnSession } from '../api/session-action.js';
import { toldOf } from '../outcome.js';
import { ExtendFields, usualExtension } from './extend-fields.js';

interface ActionDialogProps {
  /** The last one stays while the dialog closes. */
  readonly question: ActionQuestion | null;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Asks why something is done to a session, does it, and tells what came of it. */
export function ActionDialog({ question, opened, onClose }: ActionDialogProps) {
  const [chosen, setChosen] = useState({ of: question, extension: usualExtension });
  const { mutateAsync } = useActOnSession();
  // Another question begins anew.
  const extension = chosen.of === question ? chosen.extension : usualExtension;

  const confirm = async (reason: string) => {
    if (question === null) return;
    const { session, action } = question;
    const act: SessionAct =
      action === 'extend'
        ? { id: session.id, reason, action, ...extension }
        : { id: session.id, reason, action };
    try {
      const { title, message } = toldOf(
        action,
        `${session.user}/${session.resource}`,
        await mutateAsync(act),
      );
      tellDone(title, message);
    } catch (error) {
      // Someone or something changed it while the reason was being typed: nothing is left to ask.
      const told = refusalOf(error, action);
      if (told === undefined) throw error;
      tellRefused(text.notDoneTitle[action], told);
    }
  };

  const action = question?.action ?? 'kill';
  return (
    <ConfirmDialog
      opened={opened}
      title={text.title[action]}
      confirmLabel={text.name[action]}
      confirmColor={action === 'expire' || action === 'kill' ? 'red' : 'hazel'}
      ask={{ kind: 'reason' }}
      onConfirm={confirm}
      onClose={onClose}
    >
      {question === null ? null : (
        <>
          <strong>
            {question.session.user}/{question.session.resource}
          </strong>
          <br />
          {text.body[action]}
          {action === 'extend' ? (
            <ExtendFields
              deadline={question.session.deadline}
              value={extension}
              onChange={(wanted) => setChosen({ of: question, extension: wanted })}
            />
          ) : null}
        </>
      )}
    </ConfirmDialog>
  );
}

function refusalOf(error: unknown, action: SessionActionName): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  if (error.code === 'no-such-session') return text.ended;
  return error.code === 'wrong-state' ? text.wrongState[action] : undefined;
}

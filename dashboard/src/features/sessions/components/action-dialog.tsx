import { createContext, type ReactNode, use, useCallback, useState } from 'react';
import { ApiError, type SessionView } from '#contracts';
import { ConfirmDialog } from '../../../components/confirm-dialog.js';
import { tellDone, tellRefused } from '../../../components/toast.js';
import { sessionActionsText as text } from '../../../messages/index.js';
import type { SessionActionName } from '../actions.js';
import { type SessionAct, useActOnSession } from '../api/session-action.js';
import { toldOf } from '../outcome.js';
import { ExtendFields, usualExtension } from './extend-fields.js';

export type ActedSession = Pick<SessionView, 'id' | 'user' | 'resource' | 'deadline'>;
type AskToAct = (session: ActedSession, action: SessionActionName) => void;

const AskContext = createContext<AskToAct>(() => {});

/** Opens the question whether to do something to a session; the answer is carried out and told by the dialog itself. */
export const useAskToAct = (): AskToAct => use(AskContext);

interface Question {
  readonly session: ActedSession;
  readonly action: SessionActionName;
}

/** Holds the one dialog of the page, outside of the rows: a row may change or go while its dialog is open. */
export function ActionDialog({ children }: { readonly children: ReactNode }) {
  const [question, setQuestion] = useState<Question | null>(null);
  const [opened, setOpened] = useState(false);
  const [extension, setExtension] = useState(usualExtension);
  const { mutateAsync } = useActOnSession();
  const ask = useCallback<AskToAct>((session, action) => {
    setQuestion({ session, action });
    setExtension(usualExtension);
    setOpened(true);
  }, []);

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
    <AskContext value={ask}>
      {children}
      <ConfirmDialog
        opened={opened}
        title={text.title[action]}
        confirmLabel={text.name[action]}
        confirmColor={action === 'expire' || action === 'kill' ? 'red' : 'hazel'}
        ask={{ kind: 'reason' }}
        onConfirm={confirm}
        onClose={() => setOpened(false)}
      >
        {question === null ? null : (
          <>
            <strong>
              {question.session.user}/{question.session.resource}
            </strong>
            <br />
            {text.body[action]}
            {action === 'extend' ? (
              <ExtendFields deadline={question.session.deadline} value={extension} onChange={setExtension} />
            ) : null}
          </>
        )}
      </ConfirmDialog>
    </AskContext>
  );
}

function refusalOf(error: unknown, action: SessionActionName): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  if (error.code === 'no-such-session') return text.ended;
  return error.code === 'wrong-state' ? text.wrongState[action] : undefined;
}

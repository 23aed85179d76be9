import { createContext, type ReactNode, use, useCallback, useState } from 'react';
import type { SessionView } from '#contracts';
import { ApiError } from '#contracts';
import { ConfirmDialog } from '../../../components/confirm-dialog.js';
import { tellDone, tellRefused } from '../../../components/toast.js';
import { sessionsText as text } from '../../../messages/index.js';
import { type EndAction, useEndSession } from '../api/end-session.js';

type AskToEnd = (session: SessionView, action: EndAction) => void;

const AskContext = createContext<AskToEnd>(() => {});

/** Opens the question whether to end a session; the answer is carried out and told by the dialog itself. */
export const useAskToEnd = (): AskToEnd => use(AskContext);

interface Question {
  readonly session: SessionView;
  readonly action: EndAction;
}

/** Holds the one dialog of the page, outside of the rows: a row may change or go while its dialog is open. */
export function EndDialog({ children }: { readonly children: ReactNode }) {
  const [question, setQuestion] = useState<Question | null>(null);
  const [opened, setOpened] = useState(false);
  const end = useEndSession();
  const ask = useCallback<AskToEnd>((session, action) => {
    setQuestion({ session, action });
    setOpened(true);
  }, []);

  const confirm = async (reason: string) => {
    if (question === null) return;
    const { session, action } = question;
    const jid = `${session.user}/${session.resource}`;
    try {
      await end.mutateAsync({ id: session.id, action, reason });
      tellDone(text.done[action], jid);
    } catch (error) {
      // Someone or something changed it while the reason was being typed: nothing is left to ask.
      const told = error instanceof ApiError ? text.refusal[error.code] : undefined;
      if (told === undefined) throw error;
      tellRefused(text.notDone[action], told);
    }
  };

  return (
    <AskContext value={ask}>
      {children}
      <ConfirmDialog
        opened={opened}
        title={question?.action === 'expire' ? text.expireTitle : text.killTitle}
        confirmLabel={question?.action === 'expire' ? text.expire : text.kill}
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
            {question.action === 'expire' ? text.expireBody : text.killBody}
          </>
        )}
      </ConfirmDialog>
    </AskContext>
  );
}

import { createContext, type ReactNode, use, useCallback, useState } from 'react';
import { onDemand } from '../../../components/on-demand.js';
import type { ActedSession, ActionQuestion, SessionActionName } from '../actions.js';

const ActionDialog = onDemand(() => import('./action-dialog.js').then((loaded) => loaded.ActionDialog));

type AskToAct = (session: ActedSession, action: SessionActionName) => void;
const AskContext = createContext<AskToAct>(() => {});

/** Opens the question whether to do something to a session; the answer is carried out and told by the dialog itself. */
export const useAskToAct = (): AskToAct => use(AskContext);

/** Holds the one dialog of the page, outside of the rows: a row may change or go while its dialog is open. */
export function Asking({ children }: { readonly children: ReactNode }) {
  const [question, setQuestion] = useState<ActionQuestion | null>(null);
  const [opened, setOpened] = useState(false);
  const ask = useCallback<AskToAct>((session, action) => {
    setQuestion({ session, action });
    setOpened(true);
  }, []);
  return (
    <AskContext value={ask}>
      {children}
      <ActionDialog wanted={opened} question={question} opened={opened} onClose={() => setOpened(false)} />
    </AskContext>
  );
}

import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import type { BulkJobView, BulkPreview } from '#contracts';
import type { BulkAsk } from '../../../lib/bulk.js';
import { bulkText as text } from '../../../messages/index.js';
import type { BulkAsked } from '../api/preview.js';
import { type Draft, draftOf } from '../draft.js';
import { useWatching } from '../jobs.js';
import { ConfirmStep } from './confirm-step.js';
import { DraftForm } from './draft-form.js';
import { JobStep } from './job-step.js';

type Stage =
  | { readonly at: 'draft' }
  | { readonly at: 'confirm'; readonly request: BulkAsked; readonly preview: BulkPreview }
  | { readonly at: 'job'; readonly begun: BulkJobView };

interface BulkDialogProps {
  readonly ask: BulkAsk;
}

/** What is to be done, then whom and how many, then how it comes along. Closing it stops nothing. */
export function BulkDialog({ ask }: BulkDialogProps) {
  const [opened, setOpened] = useState(true);
  const [stage, setStage] = useState<Stage>({ at: 'draft' });
  const [draft, setDraft] = useState<Draft>(() => draftOf(ask));
  const narrow = useMediaQuery('(max-width: 36em)', false, { getInitialValueInEffect: false });
  // The dialog is there only once it is asked for, so it must itself remember where the focus was.
  const [cameFrom] = useState(() => document.activeElement);
  useWatching(opened && stage.at === 'job' ? stage.begun.id : null);
  const close = () => setOpened(false);
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={stage.at === 'draft' && ask.actions.length > 1 ? text.title : text.action[draft.action]}
      size="lg"
      fullScreen={narrow}
      closeOnClickOutside={false}
      returnFocus={false}
      onExitTransitionEnd={() => cameFrom instanceof HTMLElement && cameFrom.focus()}
      closeButtonProps={{ 'aria-label': text.close }}
      data-testid="bulk-dialog"
    >
      {stage.at === 'draft' ? (
        <DraftForm
          ask={ask}
          draft={draft}
          onDraft={setDraft}
          onClose={close}
          onPreview={(request, preview) => setStage({ at: 'confirm', request, preview })}
        />
      ) : stage.at === 'confirm' ? (
        <ConfirmStep
          ask={ask}
          request={stage.request}
          preview={stage.preview}
          onBack={() => setStage({ at: 'draft' })}
          onStarted={(begun) => setStage({ at: 'job', begun })}
        />
      ) : (
        <JobStep begun={stage.begun} onClose={close} />
      )}
    </Modal>
  );
}

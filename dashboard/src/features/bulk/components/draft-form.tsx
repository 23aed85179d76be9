import { Alert, Button, Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { ApiError, type BulkPreview } from '#contracts';
import { errorText } from '../../../components/failure.js';
import type { BulkAsk } from '../../../lib/bulk.js';
import { commonText, bulkText as text } from '../../../messages/index.js';
import { type BulkAsked, usePreview } from '../api/preview.js';
import { type Complaints, type Draft, readDraft } from '../draft.js';
import { ActionChoice } from './action-choice.js';
import { ExtendFields, LimitFields, TargetField } from './draft-fields.js';
import { TargetWords } from './target-words.js';

interface DraftFormProps {
  readonly ask: BulkAsk;
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  readonly onPreview: (request: BulkAsked, preview: BulkPreview) => void;
  readonly onClose: () => void;
}

/** What is to be done, to whom, and why. */
export function DraftForm({ ask, draft, onDraft, onPreview, onClose }: DraftFormProps) {
  const [complaints, setComplaints] = useState<Complaints>({});
  const preview = usePreview();
  const change = (to: Partial<Draft>) => onDraft({ ...draft, ...to });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readDraft(draft, ask);
    setComplaints('complaints' in read ? read.complaints : {});
    if ('complaints' in read || preview.isPending) return;
    const { request } = read;
    preview.mutate(request, {
      onSuccess: (shown) => onPreview(request, shown),
      onError: (error) => {
        if (aboutFilter(error)) setComplaints({ filter: errorText(error) });
      },
    });
  };
  const fields = { draft, complaints, onChange: change };
  const { target } = ask;
  const editable = 'editable' in target && target.editable === true;
  return (
    <form onSubmit={submit} noValidate data-testid="bulk-draft">
      <Stack gap="md">
        {editable ? (
          <TargetField {...fields} users={'search' in target} />
        ) : (
          <TargetWords request={asIfAsked(ask)} />
        )}
        <ActionChoice actions={ask.actions} chosen={draft.action} onChoose={(action) => change({ action })} />
        {draft.action === 'extend' ? <ExtendFields {...fields} /> : null}
        {draft.action.endsWith('-limit') ? <LimitFields {...fields} /> : null}
        <TextInput
          label={commonText.reason}
          description={commonText.reasonHint}
          value={draft.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
          error={complaints.reason}
          maxLength={200}
          autoComplete="off"
          {...(editable || ask.actions.length > 1 ? {} : { 'data-autofocus': true })}
          data-testid="bulk-reason"
        />
        {preview.error === null || (editable && aboutFilter(preview.error)) ? null : (
          <Alert color="red" role="alert" data-testid="bulk-refused">
            {errorText(preview.error)}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {commonText.cancel}
          </Button>
          <Button type="submit" loading={preview.isPending} data-testid="bulk-preview">
            {text.preview}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Where it can be mended, it is told beside the field. */
const aboutFilter = (error: Error): boolean => error instanceof ApiError && error.code === 'invalid-filter';

/** The target of an ask in the shape of a request, for its words. */
function asIfAsked({ actions, target }: BulkAsk): BulkAsked {
  return { action: actions[0], reason: '', ...target } as BulkAsked;
}

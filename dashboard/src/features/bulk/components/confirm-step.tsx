import { Alert, Button, Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { BulkJobView, BulkPreview } from '#contracts';
import { errorText } from '../../../components/failure.js';
import { Notice } from '../../../components/notice.js';
import type { BulkAsk } from '../../../lib/bulk.js';
import { formatSpan } from '../../../lib/format-duration.js';
import { formatCount } from '../../../lib/format-number.js';
import { bulkText as text } from '../../../messages/index.js';
import type { BulkAsked } from '../api/preview.js';
import { isCount, paceTyped } from '../confirmation.js';
import { useConfirmedStart } from '../confirmed-start.js';
import classes from './bulk-dialog.module.css';
import { PreviewFacts } from './preview-facts.js';

interface ConfirmStepProps {
  readonly ask: BulkAsk;
  readonly request: BulkAsked;
  readonly preview: BulkPreview;
  readonly onBack: () => void;
  readonly onStarted: (job: BulkJobView) => void;
}

/** Whom it would be done to, and the count typed by whoever has seen it. */
export function ConfirmStep({ ask, request, preview: first, onBack, onStarted }: ConfirmStepProps) {
  const [typed, setTyped] = useState('');
  const [pace, setPace] = useState('');
  const [complained, setComplained] = useState(false);
  const { preview, former, busy, error, start } = useConfirmedStart(request, first, onStarted);
  const { count, action } = preview;
  const perSecond = paceTyped(pace);
  const right = isCount(typed, count);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setComplained(true);
    if (!right || perSecond === undefined || busy) return;
    void start(perSecond).then((another) => {
      if (!another) return;
      setTyped('');
      setComplained(false);
    });
  };
  const ids = 'ids' in ask.target ? ask.target.ids.length : count;
  return (
    <form onSubmit={submit} noValidate data-testid="bulk-confirm">
      <Stack gap="md">
        <PreviewFacts request={request} preview={preview} fewer={ids - count} />
        {former === null ? null : (
          <Alert className="dm-tone" data-tone="ending" role="alert" data-testid="bulk-looked-again">
            {former === count
              ? text.lookedAgainOthers(formatCount(count))
              : text.lookedAgain(formatCount(former), formatCount(count))}
          </Alert>
        )}
        {count === 0 ? (
          <Notice compact title={text.nobody} hint={text.nobodyHint} />
        ) : (
          <>
            <TextInput
              className={classes.pace ?? ''}
              label={text.pace}
              description={
                typeof perSecond === 'number' ? text.paceTakes(formatSpan(count / perSecond)) : text.paceHint
              }
              inputWrapperOrder={['label', 'input', 'error', 'description']}
              rightSection={<span className={classes.unit}>{text.paceUnit}</span>}
              rightSectionWidth={76}
              inputMode="numeric"
              value={pace}
              onChange={(event) => setPace(event.currentTarget.value)}
              error={perSecond === undefined ? text.paceInvalid : null}
              autoComplete="off"
              data-testid="bulk-pace"
            />
            <TextInput
              label={text.confirm(formatCount(count))}
              inputMode="numeric"
              value={typed}
              onChange={(event) => {
                setTyped(event.currentTarget.value);
                setComplained(false);
              }}
              error={complained && !right ? text.confirmWrong(formatCount(count)) : null}
              autoComplete="off"
              data-testid="bulk-count"
            />
          </>
        )}
        {error === null ? null : (
          <Alert color="red" role="alert" data-testid="bulk-refused">
            {errorText(error)}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onBack} data-testid="bulk-back">
            {text.back}
          </Button>
          {count === 0 ? null : (
            <Button
              type="submit"
              loading={busy}
              data-testid="bulk-start"
              {...(action === 'kill' || action === 'expire' ? { color: 'red' } : {})}
            >
              {text.start(text.action[action], formatCount(count))}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

import { Button } from '@mantine/core';
import type { BulkJobView } from '#contracts';
import { errorText } from '../../../components/failure.js';
import { tellDone, tellRefused } from '../../../components/toast.js';
import { useMay } from '../../../lib/identity.js';
import { bulkText as text } from '../../../messages/index.js';
import { type Steering, useSteerJob } from '../api/steer-job.js';

/** Stops a job half-way, or goes on with it there. For operators. */
export function JobSteering({ job: { id, state } }: { readonly job: BulkJobView }) {
  const operator = useMay('operator');
  const steer = useSteerJob();
  if (!operator || state === 'done') return null;
  const does = (action: Steering['action']) =>
    steer.mutate(
      { id, action },
      {
        onSuccess: () =>
          action === 'cancel' ? tellDone(text.cancelled, text.cancelledHint) : tellDone(text.resumed),
        onError: (error) =>
          tellRefused(action === 'cancel' ? text.notCancelled : text.notResumed, errorText(error)),
      },
    );
  return state === 'running' ? (
    <Button
      variant="default"
      size="xs"
      loading={steer.isPending}
      onClick={() => does('cancel')}
      data-testid="bulk-cancel"
    >
      {text.cancel}
    </Button>
  ) : (
    <Button size="xs" loading={steer.isPending} onClick={() => does('resume')} data-testid="bulk-resume">
      {text.resume}
    </Button>
  );
}

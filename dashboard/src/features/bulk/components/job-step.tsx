import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import type { BulkJobView, BulkOutcome } from '#contracts';
import { LinkButton } from '../../../components/link-button.js';
import { Notice } from '../../../components/notice.js';
import { commonText, bulkText as text } from '../../../messages/index.js';
import { useJob } from '../jobs.js';
import classes from './bulk-dialog.module.css';
import { JobProgress } from './job-progress.js';
import { JobResults } from './job-results.js';
import { StepHeading } from './step-heading.js';

interface JobStepProps {
  readonly begun: BulkJobView;
  readonly onClose: () => void;
}

/** The job that the dialog has started. */
export function JobStep({ begun, onClose }: JobStepProps) {
  const [outcome, setOutcome] = useState<BulkOutcome>();
  const job = useStarted(begun);
  if (job === 'gone') return <Notice compact title={text.gone} hint={text.goneHint} />;
  return (
    <Stack gap="md">
      <StepHeading>
        {job.about}
        {job.change === null ? null : <span className={`${classes.change} dm-code`}>{job.change}</span>}
      </StepHeading>
      <JobProgress job={job} />
      <JobResults job={job} outcome={outcome} onOutcome={setOutcome} />
      {job.state === 'running' ? <div className={classes.foot}>{text.begun}</div> : null}
      <Group justify="flex-end" gap="sm">
        <LinkButton to="/bulk/$jobId" params={{ jobId: job.id }} variant="default" onClick={onClose}>
          {text.openPage}
        </LinkButton>
        <Button onClick={onClose} data-testid="bulk-close">
          {job.state === 'running' ? text.closeAndGoOn : commonText.close}
        </Button>
      </Group>
    </Stack>
  );
}

/** The live channel may know it a little later than who started it. */
function useStarted(begun: BulkJobView): BulkJobView | 'gone' {
  const known = useJob(begun.id);
  const [seen, setSeen] = useState(false);
  if (typeof known !== 'string') {
    if (!seen) setSeen(true);
    return known;
  }
  return known === 'gone' && seen ? 'gone' : begun;
}

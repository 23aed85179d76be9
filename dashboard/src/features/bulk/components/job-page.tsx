import { getRouteApi } from '@tanstack/react-router';
import type { BulkJobView } from '#contracts';
import { backLook } from '../../../components/back-look.js';
import { LinkButton } from '../../../components/link-button.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { Panel } from '../../../components/panel.js';
import { RelativeTime } from '../../../components/relative-time.js';
import { bulkText as text } from '../../../messages/index.js';
import { useJob, useWatching } from '../jobs.js';
import classes from './job-page.module.css';
import { JobProgress } from './job-progress.js';
import { JobResults } from './job-results.js';

const route = getRouteApi('/in/bulk/$jobId');

/** One bulk action; its address can be shared while the server keeps it. */
export function JobPage() {
  const { jobId } = route.useParams();
  const { outcome } = route.useSearch();
  const navigate = route.useNavigate();
  const job = useJob(jobId);
  useWatching(jobId);
  const back = (
    <LinkButton to="/bulk" {...backLook}>
      {text.toAll}
    </LinkButton>
  );
  const toAudit = (
    <LinkButton to="/audit" search={{ target: jobId }} variant="default" size="xs">
      {text.toAudit}
    </LinkButton>
  );
  if (job === 'loading' || job === 'gone')
    return (
      <Page title={text.title} back={back} actions={toAudit}>
        {job === 'loading' ? <Loading lines={6} /> : <Notice title={text.gone} hint={text.goneHint} />}
      </Page>
    );
  return (
    <Page title={text.action[job.action]} lead={text.does[job.action]} back={back} actions={toAudit}>
      <div className={classes.panels}>
        <Panel title={text.progress}>
          <JobProgress job={job} />
        </Panel>
        <Panel title={text.about}>
          <Facts job={job} />
        </Panel>
      </div>
      <JobResults
        job={job}
        outcome={outcome}
        onOutcome={(next) => void navigate({ search: { outcome: next }, replace: true })}
      />
    </Page>
  );
}

function Facts({ job }: { readonly job: BulkJobView }) {
  return (
    <dl className={classes.facts}>
      <dt>{text.target}</dt>
      <dd className="dm-code">{job.about}</dd>
      {job.change === null ? null : (
        <>
          <dt>{text.change}</dt>
          <dd className="dm-code">{job.change}</dd>
        </>
      )}
      <dt>{text.column.reason}</dt>
      <dd>{job.reason}</dd>
      <dt>{text.column.by}</dt>
      <dd>{job.by}</dd>
      <dt>{text.column.began}</dt>
      <dd>
        <RelativeTime at={job.startedAt} />
      </dd>
    </dl>
  );
}

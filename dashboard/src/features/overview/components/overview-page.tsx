import { Link } from '@tanstack/react-router';
import { EventList } from '../../../components/event-list.js';
import { Failure } from '../../../components/failure.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { Panel } from '../../../components/panel.js';
import { useLive, useServerTime } from '../../../lib/live.js';
import { overviewText as text } from '../../../messages/index.js';
import { useOverview } from '../api/overview.js';
import { useMoments } from '../use-moments.js';
import { AttentionPanel } from './attention-panel.js';
import { Charts } from './charts.js';
import { Figures } from './figures.js';
import { HealthPanel } from './health-panel.js';
import classes from './overview-page.module.css';
import { ServerFacts } from './server-facts.js';

const RECENT = 8;

export function OverviewPage() {
  const { data: overview, error, refetch } = useOverview();
  const moments = useMoments();
  const now = useServerTime((time) => time);
  if (overview === undefined) {
    return (
      <Page title={text.title}>
        {error === null ? <Loading lines={10} /> : <Failure error={error} onRetry={() => void refetch()} />}
      </Page>
    );
  }
  return (
    <Page title={text.title} lead={text.lead}>
      <AttentionPanel overview={overview} />
      <Figures overview={overview} moments={moments} now={now} />
      <Charts moments={moments} />
      <div className={classes.grid}>
        <HealthPanel overview={overview} />
        <RecentEvents />
      </div>
      <ServerFacts overview={overview} />
    </Page>
  );
}

function RecentEvents() {
  const events = useLive((state) => state.events);
  return (
    <Panel
      title={text.recent}
      aside={
        <Link to="/events" className="dm-link">
          {text.allEvents}
        </Link>
      }
    >
      {events.length === 0 ? (
        <Notice compact title={text.noEvents} />
      ) : (
        <EventList events={events.slice(0, RECENT)} label={text.recent} />
      )}
    </Panel>
  );
}

import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { EventList } from '../../../components/event-list.js';
import { Failure } from '../../../components/failure.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { Panel } from '../../../components/panel.js';
import { useLive } from '../../../lib/live.js';
import { overviewText as text } from '../../../messages/index.js';
import { useOverview } from '../api/overview.js';
import { AttentionPanel } from './attention-panel.js';
import { Figures } from './figures.js';
import { JournalFigures } from './journal-figures.js';
import classes from './overview-page.module.css';
import { ServerFacts } from './server-facts.js';

// The plotting library comes after the figures, which do not need it.
const SessionChart = lazy(async () => ({ default: (await import('./session-chart.js')).SessionChart }));

const RECENT = 8;

export function OverviewPage() {
  const { data: overview, error, refetch } = useOverview();
  if (overview === undefined) {
    return (
      <Page title={text.title}>
        {error === null ? <Loading lines={6} /> : <Failure error={error} onRetry={() => void refetch()} />}
      </Page>
    );
  }
  return (
    <Page title={text.title}>
      <Figures overview={overview} />
      <div className={classes.grid}>
        <Panel title={text.chart}>
          <Suspense fallback={<Loading lines={5} />}>
            <SessionChart />
          </Suspense>
        </Panel>
        <AttentionPanel overview={overview} />
        <RecentEvents />
      </div>
      {overview.journal === null ? null : <JournalFigures journal={overview.journal} />}
      <ServerFacts overview={overview} />
    </Page>
  );
}

function RecentEvents() {
  const events = useLive((state) => state.events);
  return (
    <Panel
      title={text.recent}
      className={classes.wide ?? ''}
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

import { getRouteApi } from '@tanstack/react-router';
import { LIVE_WINDOW } from '#contracts';
import { backLook } from '../../../components/back-look.js';
import { Failure } from '../../../components/failure.js';
import { LinkButton } from '../../../components/link-button.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { isStatus } from '../../../lib/api-client.js';
import { useMay } from '../../../lib/identity.js';
import { useLiveView } from '../../../lib/live-view.js';
import { useRefetchOnEvents } from '../../../lib/refetch-on-events.js';
import { limitsText as text } from '../../../messages/index.js';
import { useUserLimits } from '../api/user-limits.js';
import { EventsPanel } from './events-panel.js';
import { HistoryPanel } from './history-panel.js';
import { LimitsTable } from './limits-table.js';
import { OldPanel } from './old-panel.js';
import { SessionsPanel } from './sessions-panel.js';
import { TracingPanel } from './tracing-panel.js';
import classes from './user-limits-page.module.css';

const route = getRouteApi('/in/users/$jid');
const oldKey = ['old-sessions'];

/** All about one user: limits with what is in use of them, and beside them what uses it. */
export function UserLimitsPage() {
  const { jid } = route.useParams();
  const limits = useUserLimits(jid);
  const [operator, admin] = [useMay('operator'), useMay('admin')];
  // The server's own spelling of the JID, once it is known.
  const user = limits.data?.user ?? jid;
  const { rows, total, complete } = useSessionsOf(user);
  const events = useEventsOf(user);
  useRefetchOnEvents(['user-limits', jid], events?.[0]?.seq);
  useRefetchOnEvents(oldKey, events?.[0]?.seq);

  return (
    <Page
      title={user}
      back={
        <LinkButton to="/users" {...backLook}>
          {text.title}
        </LinkButton>
      }
      actions={
        admin ? (
          <LinkButton to="/accounts" search={{ search: user }} variant="default" size="xs">
            {text.toAccount}
          </LinkButton>
        ) : undefined
      }
    >
      {limits.data !== undefined ? (
        <>
          <LimitsTable limits={limits.data} sessions={complete ? rows : undefined} />
          <div className={classes.panels}>
            <div className={classes.column}>
              <SessionsPanel jid={user} sessions={rows} total={total} />
              <HistoryPanel jid={user} version={limits.data.version} />
              <OldPanel jid={user} />
              {operator ? <TracingPanel jid={user} /> : null}
            </div>
            <div className={classes.column}>
              <EventsPanel jid={user} events={events} />
            </div>
          </div>
        </>
      ) : limits.error === null ? (
        <Loading lines={10} />
      ) : isStatus(limits.error, 400) ? (
        <Notice title={text.unknown} hint={limits.error.message} />
      ) : (
        <Failure error={limits.error} onRetry={() => void limits.refetch()} />
      )}
    </Page>
  );
}

function useSessionsOf(user: string) {
  const { data, of } = useLiveView<'sessions'>({
    view: 'sessions',
    filter: [`user=${user}`],
    sort: 'hibernatingSince',
    window: { offset: 0, limit: LIVE_WINDOW },
  });
  const current = of?.filter?.[0] === `user=${user}` ? data : undefined;
  const { rows, total = 0 } = current ?? {};
  return { rows, total, complete: rows !== undefined && rows.length === total };
}

function useEventsOf(user: string) {
  const { data, of } = useLiveView<'events'>({ view: 'events', filter: { user } });
  return of?.filter?.user === user ? data?.events : undefined;
}

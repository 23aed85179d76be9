import type { EventView, OldSessionView, SessionDetail } from '#contracts';
import { Page } from '../../../components/page.js';
import { sessionPageText as text } from '../../../messages/index.js';
import { fateOf, storyOf } from '../story.js';
import type { Zoom } from '../time-scale.js';
import { AckLatency } from './ack-latency.js';
import { QueuePanel } from './queue-panel.js';
import { EndedFields, SessionFields } from './session-fields.js';
import { SessionHead } from './session-head.js';
import classes from './session-page.module.css';
import { SessionTraces } from './session-traces.js';
import { Timeline } from './timeline.js';
import { TimelineList } from './timeline-list.js';

interface SessionLifeProps {
  readonly id: string;
  /** Null when it is over. */
  readonly session: SessionDetail | null;
  readonly old: OldSessionView | null;
  /** Newest first. */
  readonly events: readonly EventView[];
  readonly zoom: Zoom;
  readonly onZoom: (zoom: Zoom) => void;
}

const never: readonly never[] = [];

export function SessionLife({ id, session, old, events, zoom, onZoom }: SessionLifeProps) {
  const { user, resource } = whoseOf(session, old, events);
  const marks = storyOf({ events, session, old, now: 0 })?.marks ?? never;
  const traces = <SessionTraces id={id} newest={session?.traceId ?? events[0]?.traceId ?? null} />;
  return (
    <Page title={resource === null ? user : `${user}/${resource}`}>
      <div data-testid="session-detail" data-session-id={id} data-state={session?.state ?? 'over'}>
        <SessionHead session={session} old={old} user={user} />
        <div className={classes.grid}>
          <div className={classes.whole}>
            <Timeline events={events} session={session} old={old} zoom={zoom} onZoom={onZoom} />
          </div>
          <div className={classes.column}>
            {session === null ? (
              <EndedFields id={id} old={old} fate={fateOf(events)} />
            ) : (
              <SessionFields session={session} />
            )}
            {session === null ? null : traces}
          </div>
          <div className={classes.column}>
            {session === null ? (
              traces
            ) : (
              <>
                <AckLatency roundTrips={session.roundTrips} />
                <QueuePanel session={session} />
              </>
            )}
          </div>
          <div className={classes.whole}>
            <TimelineList marks={marks} />
          </div>
        </div>
      </div>
    </Page>
  );
}

/** Whose it is or was, from whatever knows it. */
function whoseOf(
  session: SessionDetail | null,
  old: OldSessionView | null,
  events: readonly EventView[],
): { readonly user: string; readonly resource: string | null } {
  if (session !== null) return session;
  if (old !== null) return old;
  const told = events.find(({ user, resource }) => user !== null && resource !== null);
  return { user: told?.user ?? text.ended, resource: told?.resource ?? null };
}

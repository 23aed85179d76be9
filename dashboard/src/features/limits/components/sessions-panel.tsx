import { Link } from '@tanstack/react-router';
import type { SessionView } from '#contracts';
import { Loading } from '../../../components/loading.js';
import { MeterOf } from '../../../components/meter-of.js';
import { Notice } from '../../../components/notice.js';
import { Panel } from '../../../components/panel.js';
import { RelativeTime } from '../../../components/relative-time.js';
import { StateBadge } from '../../../components/state-badge.js';
import { TimeLeft } from '../../../components/time-left.js';
import { formatBytes, formatCount } from '../../../lib/format-number.js';
import { limitsText as text } from '../../../messages/index.js';
import classes from './side-list.module.css';

interface SessionsPanelProps {
  readonly jid: string;
  readonly sessions: readonly SessionView[] | undefined;
  readonly total: number;
}

const SHOWN = 8;

/** The user's sessions as they are, those asleep longest first: the order in which a limit takes them. */
export function SessionsPanel({ jid, sessions, total }: SessionsPanelProps) {
  return (
    <Panel
      title={text.sessions}
      aside={
        total === 0 ? undefined : (
          <Link to="/sessions" search={{ filter: `user=${jid}` }} className="dm-link">
            {text.allSessions(formatCount(total))}
          </Link>
        )
      }
    >
      {sessions === undefined ? (
        <Loading lines={3} />
      ) : sessions.length === 0 ? (
        <Notice compact title={text.sessionsEmpty} hint={text.sessionsEmptyHint} />
      ) : (
        <ul className={classes.list} aria-label={text.sessions}>
          {sessions.slice(0, SHOWN).map((session) => (
            <li
              key={session.id}
              className={classes.row}
              data-testid="user-session"
              data-session-id={session.id}
              data-state={session.state}
            >
              <Session session={session} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Session({ session }: { readonly session: SessionView }) {
  const { id, resource, state, since, hibernatingSince, deadline, unacked, queueBytes, queueLimit } = session;
  return (
    <>
      <span className={classes.main}>
        <Link to="/sessions/$sessionId" params={{ sessionId: id }} className="dm-link" preload={false}>
          /{resource}
        </Link>
        <span className="dm-sub">{text.queued(formatBytes(queueBytes))}</span>
      </span>
      {queueLimit === null ? null : <MeterOf used={unacked} limit={queueLimit} />}
      <span className={classes.end}>
        <StateBadge state={state} />
        <span className="dm-sub">
          {deadline === null ? (
            <RelativeTime at={since} />
          ) : (
            <TimeLeft from={hibernatingSince ?? since} deadline={deadline} />
          )}
        </span>
      </span>
    </>
  );
}

import { Link } from '@tanstack/react-router';
import { reasonText } from '../../../components/event-list.js';
import { Failure } from '../../../components/failure.js';
import { Loading } from '../../../components/loading.js';
import { Notice } from '../../../components/notice.js';
import { Panel } from '../../../components/panel.js';
import { RelativeTime } from '../../../components/relative-time.js';
import { formatCount } from '../../../lib/format-number.js';
import { limitsText as text } from '../../../messages/index.js';
import { useUserOldSessions } from '../api/user-old-sessions.js';
import classes from './side-list.module.css';

/** The newest sessions of the user that have ended and are remembered. */
export function OldPanel({ jid }: { readonly jid: string }) {
  const { data: page, error, refetch } = useUserOldSessions(jid);
  return (
    <Panel
      title={text.old}
      aside={
        page === undefined || page.total === 0 ? undefined : (
          <Link to="/old-sessions" search={{ user: jid }} className="dm-link">
            {text.allSessions(formatCount(page.total))}
          </Link>
        )
      }
    >
      {page === undefined ? (
        error === null ? (
          <Loading lines={3} />
        ) : (
          <Failure error={error} onRetry={() => void refetch()} compact />
        )
      ) : page.items.length === 0 ? (
        <Notice compact title={text.oldEmpty} hint={text.oldEmptyHint} />
      ) : (
        <ul className={classes.list} aria-label={text.oldList}>
          {page.items.map(({ id, resource, reason, h, endedAt }) => (
            <li key={id} className={classes.row} data-testid="user-old-session">
              <span className={classes.main}>
                /{resource}
                <span className="dm-sub">{reasonText(reason)}</span>
              </span>
              <span className={classes.end}>
                {text.h(formatCount(h))}
                <span className="dm-sub">
                  <RelativeTime at={endedAt} />
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

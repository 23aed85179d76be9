import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Jid } from '../../../components/jid.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { Panel } from '../../../components/panel.js';
import { useLive } from '../../../lib/live.js';
import { limitsText as text } from '../../../messages/index.js';
import { UserSearch } from './user-search.js';
import classes from './users-page.module.css';

const SHOWN = 30;

/** Where a user is chosen: by typing, or from those with sessions now. */
export function UsersPage() {
  const sessions = useLive((state) => state.sessions);
  const users = useMemo(() => {
    const counts = new Map<string, number>();
    for (const { user } of sessions.values()) counts.set(user, (counts.get(user) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).slice(0, SHOWN);
  }, [sessions]);
  return (
    <Page title={text.title} lead={text.lead}>
      <UserSearch />
      {users.length === 0 ? (
        <Notice title={text.pick} hint={text.pickHint} />
      ) : (
        <Panel title={text.online}>
          <ul className={classes.users}>
            {users.map(([user, count]) => (
              <li key={user}>
                <Link to="/users/$jid" params={{ jid: user }} className={classes.user}>
                  <span className={classes.jid}>
                    <Jid user={user} />
                  </span>
                  <span className={classes.count}>{text.sessions(count)}</span>
                </Link>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </Page>
  );
}

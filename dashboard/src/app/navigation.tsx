import { Link } from '@tanstack/react-router';
import { formatCount } from '../lib/format-number.js';
import { useMay } from '../lib/identity.js';
import { useLive } from '../lib/live.js';
import type { LiveState } from '../lib/live-state.js';
import { shellText } from '../messages/index.js';
import classes from './navigation.module.css';
import { type Place, placesFor } from './places.js';

/** What the live channel counts of a page. */
const counts: Partial<Record<Place['to'], (state: LiveState) => number | undefined>> = {
  '/sessions': ({ overview }) => (overview === null ? undefined : overview.connected + overview.hibernating),
  '/old-sessions': ({ overview }) => overview?.oldSessions,
};

export function Navigation({ onNavigate }: { readonly onNavigate?: () => void }) {
  const admin = useMay('admin');
  return (
    <nav aria-label={shellText.navigation}>
      <ul className={classes.list}>
        {placesFor(admin).map(({ to, text, icon: Icon }) => {
          const count = counts[to];
          return (
            <li key={to}>
              <Link
                to={to}
                className={classes.link}
                activeOptions={{ exact: to === '/' }}
                onClick={onNavigate}
              >
                <Icon size={18} aria-hidden="true" />
                {text}
                {count === undefined ? null : <Count select={count} />}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

function Count({ select }: { readonly select: (state: LiveState) => number | undefined }) {
  const count = useLive(select);
  return count === undefined ? null : <span className={classes.count}>{formatCount(count)}</span>;
}

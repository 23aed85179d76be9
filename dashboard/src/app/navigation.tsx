import {
  IconActivity,
  IconAdjustments,
  IconArchive,
  IconHome,
  IconList,
  IconUsers,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { formatCount } from '../lib/format-number.js';
import { useMay } from '../lib/identity.js';
import { useLive } from '../lib/live.js';
import type { LiveState } from '../lib/live-state.js';
import { shellText } from '../messages/index.js';
import classes from './navigation.module.css';

interface Entry {
  readonly to: '/' | '/sessions' | '/old-sessions' | '/users' | '/events' | '/accounts';
  readonly text: string;
  readonly icon: ComponentType<{ size: number; 'aria-hidden': 'true' }>;
  readonly count?: (state: LiveState) => number | undefined;
  readonly adminOnly?: boolean;
}

const entries: readonly Entry[] = [
  { to: '/', text: shellText.pages.overview, icon: IconHome },
  {
    to: '/sessions',
    text: shellText.pages.sessions,
    icon: IconActivity,
    count: ({ overview }) => (overview === null ? undefined : overview.connected + overview.hibernating),
  },
  {
    to: '/old-sessions',
    text: shellText.pages.oldSessions,
    icon: IconArchive,
    count: ({ overview }) => overview?.oldSessions,
  },
  { to: '/users', text: shellText.pages.users, icon: IconAdjustments },
  { to: '/events', text: shellText.pages.events, icon: IconList },
  { to: '/accounts', text: shellText.pages.accounts, icon: IconUsers, adminOnly: true },
];

export function Navigation({ onNavigate }: { readonly onNavigate?: () => void }) {
  const admin = useMay('admin');
  return (
    <nav aria-label={shellText.navigation}>
      <ul className={classes.list}>
        {entries
          .filter((entry) => admin || !entry.adminOnly)
          .map(({ to, text, icon: Icon, count }) => (
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
          ))}
      </ul>
    </nav>
  );
}

function Count({ select }: { readonly select: (state: LiveState) => number | undefined }) {
  const count = useLive(select);
  return count === undefined ? null : <span className={classes.count}>{formatCount(count)}</span>;
}

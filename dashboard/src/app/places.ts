import {
  IconActivity,
  IconAdjustments,
  IconArchive,
  IconClipboardList,
  IconHome,
  IconList,
  IconLock,
  IconServer,
  IconSettings,
  IconStack2,
  IconTimeline,
  IconUsers,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { shellText } from '../messages/index.js';

/** A page one can go to from anywhere: by the navigation, the palette, or `g` and its key. */
export interface Place {
  readonly to:
    | '/'
    | '/sessions'
    | '/old-sessions'
    | '/users'
    | '/events'
    | '/bulk'
    | '/traces'
    | '/accounts'
    | '/settings'
    | '/audit'
    | '/access'
    | '/nodes';
  readonly text: string;
  readonly key: string;
  readonly icon: ComponentType<{ size: number; 'aria-hidden': 'true' }>;
  readonly adminOnly?: boolean;
}

export const places: readonly Place[] = [
  { to: '/', text: shellText.pages.overview, key: 'o', icon: IconHome },
  { to: '/sessions', text: shellText.pages.sessions, key: 's', icon: IconActivity },
  { to: '/old-sessions', text: shellText.pages.oldSessions, key: 'd', icon: IconArchive },
  { to: '/users', text: shellText.pages.users, key: 'u', icon: IconAdjustments },
  { to: '/events', text: shellText.pages.events, key: 'e', icon: IconList },
  { to: '/bulk', text: shellText.pages.bulk, key: 'b', icon: IconStack2 },
  { to: '/traces', text: shellText.pages.traces, key: 't', icon: IconTimeline },
  { to: '/nodes', text: shellText.pages.nodes, key: 'n', icon: IconServer },
  { to: '/accounts', text: shellText.pages.accounts, key: 'a', icon: IconUsers, adminOnly: true },
  { to: '/settings', text: shellText.pages.settings, key: 'c', icon: IconSettings },
  { to: '/audit', text: shellText.pages.audit, key: 'l', icon: IconClipboardList },
  { to: '/access', text: shellText.pages.access, key: 'k', icon: IconLock, adminOnly: true },
];

/** Those that this operator may see. */
export const placesFor = (admin: boolean): readonly Place[] =>
  places.filter((place) => admin || !place.adminOnly);

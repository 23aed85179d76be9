import type { LiveViewName, Role } from '#contracts';
import type { RequestBrake } from './request-brake.js';
import type { SharedView } from './shared-view.js';

/** What the feed needs of a WebSocket. */
export interface ViewerSocket {
  readonly bufferedAmount: number;
  send(data: string): void;
  close(code: number, reason: string): void;
  terminate(): void;
}

/** What a viewer may see, asked again and again: a role can change and a sign-in can end while it watches. */
export interface ViewerRight {
  /** Undefined once it may see nothing any more. */
  role(): Role | undefined;
}

/** The least role for each view. */
export type ViewRoles = Readonly<Record<LiveViewName, Role>>;
export const VIEW_ROLES: ViewRoles = {
  overview: 'viewer',
  sessions: 'viewer',
  session: 'viewer',
  events: 'viewer',
  bulk: 'viewer',
};

export interface Subscription {
  readonly id: string;
  readonly viewer: Viewer;
  readonly shared: SharedView<Subscription>;
  /** It has no snapshot yet, or could not take a delta: the next thing it gets is a snapshot. */
  stale: boolean;
}

/** One open channel. */
export interface Viewer {
  readonly socket: ViewerSocket;
  readonly right: ViewerRight;
  readonly brake: RequestBrake;
  readonly subscriptions: Map<string, Subscription>;
  /** When it fell behind (monotonic); null while it takes what it is sent. */
  behindSince: number | null;
  /** When it was last sent something (monotonic). */
  sentAt: number;
}

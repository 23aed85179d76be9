import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import {
  type LiveMessage,
  type LiveRefusal,
  type LiveRequest,
  type LiveSubscribe,
  liveClose,
} from '#contracts';
import {
  BULK_FEED,
  type BulkFeed,
  CLOCK,
  type Clock,
  EVENT_STORE,
  type EventStore,
  SESSION_DIRECTORY,
  type SessionDirectory,
} from '#ports';
import { mayAct } from '../access/caller.js';
import { LiveTicker } from './live-ticker.js';
import { LiveViews, viewKey } from './live-views.js';
import { RequestBrake } from './request-brake.js';
import { headed, SharedView } from './shared-view.js';
import { type Subscription, VIEW_ROLES, type Viewer, type ViewerRight, type ViewerSocket } from './viewer.js';

/** Four messages a second are as many as an eye can follow. */
export const TICK_INTERVAL = 250;
const QUIET_INTERVAL = 5000;
const MAX_VIEWERS = 100;
const MAX_SUBSCRIPTIONS = 16;
/** Over this a viewer gets no deltas; when its socket has taken everything it gets snapshots. */
const SLOW_BYTES = 1024 * 1024;
/** A viewer behind for this long is gone without having said so. */
const GIVE_UP_AFTER = 60_000;

/** Feeds every open channel. One timer for all of them, none when there are none; a view is worked out once per tick,
 *  whatever the number of its viewers. */
@Injectable()
export class LiveFeed implements OnModuleDestroy {
  private readonly logger = new Logger('LiveFeed');
  private readonly epoch = randomUUID();
  private readonly viewers = new Map<ViewerSocket, Viewer>();
  private readonly shared = new Map<string, SharedView<Subscription>>();
  private readonly views: LiveViews;
  private ticks = 0;
  private stop: (() => void) | undefined;
  /** The least role for each view. */
  roles = VIEW_ROLES;

  constructor(
    @Inject(SESSION_DIRECTORY) directory: SessionDirectory,
    @Inject(EVENT_STORE) events: EventStore,
    @Inject(BULK_FEED) bulk: BulkFeed,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly ticker: LiveTicker,
  ) {
    const failed = (error: unknown) => this.logger.error(`a list could not be read: ${String(error)}`);
    this.views = new LiveViews(directory, events, bulk, () => clock.now(), failed);
  }

  get viewerCount(): number {
    return this.viewers.size;
  }

  /** Views that are being kept up to date. */
  get viewCount(): number {
    return this.shared.size;
  }

  join(socket: ViewerSocket, right: ViewerRight): void {
    if (this.viewers.size >= MAX_VIEWERS) {
      socket.close(liveClose.tooManyViewers, 'too many open dashboards');
      return;
    }
    const now = this.clock.monotonic();
    if (this.viewers.size === 0) this.stop = this.ticker.start(TICK_INTERVAL, () => this.tick());
    const about = { brake: new RequestBrake(now), subscriptions: new Map(), behindSince: null };
    const viewer: Viewer = { socket, right, ...about, sentAt: now };
    this.viewers.set(socket, viewer);
    this.say(viewer, { type: 'hello', epoch: this.epoch, at: this.clock.now() });
  }

  leave(socket: ViewerSocket): void {
    const viewer = this.viewers.get(socket);
    if (viewer === undefined) return;
    this.viewers.delete(socket);
    for (const subscription of [...viewer.subscriptions.values()]) this.drop(subscription);
    if (this.viewers.size === 0) this.halt();
  }

  /** Someone who is signed out, or whose rights have shrunk, is told at once. */
  reconsider(): void {
    for (const viewer of [...this.viewers.values()]) this.authorise(viewer);
  }

  request(socket: ViewerSocket, request: LiveRequest | undefined): void {
    const viewer = this.viewers.get(socket);
    if (viewer === undefined || !this.admits(viewer, request?.id ?? null)) return;
    if (request === undefined)
      this.refuse(viewer, null, 'invalid-request', 'This is no request of the channel.');
    else if (request.type === 'subscribe') this.subscribe(viewer, request);
    else this.change(viewer, request);
  }

  /** Sends what has changed since the last tick. */
  tick(): void {
    this.reconsider();
    const now = this.clock.now();
    const tick = { now, number: this.ticks++ };
    this.views.lists.advance(now);
    for (const shared of this.shared.values()) {
      const delta = shared.advance(tick);
      if (delta === undefined) continue;
      for (const subscription of shared.subscriptions) this.deliver(subscription, delta);
    }
    for (const viewer of [...this.viewers.values()]) {
      this.mend(viewer);
      if (this.clock.monotonic() - viewer.sentAt >= QUIET_INTERVAL)
        this.say(viewer, { type: 'alive', at: now });
    }
  }

  onModuleDestroy(): void {
    this.halt();
  }

  private halt(): void {
    this.stop?.();
    this.stop = undefined;
  }

  private admits(viewer: Viewer, id: string | null): boolean {
    if (viewer.brake.allows(this.clock.monotonic())) return true;
    this.refuse(viewer, id, 'too-many-requests', 'Too many requests in a short time.');
    if (viewer.brake.exhausted) this.dismiss(viewer, liveClose.tooManyRequests, 'too many requests');
    return false;
  }

  private subscribe(viewer: Viewer, ask: LiveSubscribe): void {
    const role = viewer.right.role();
    if (role === undefined) return this.dismiss(viewer, liveClose.notSignedIn, 'signed out');
    if (!mayAct({ role }, this.roles[ask.view])) {
      return this.refuse(viewer, ask.id, 'role-too-low', `This view needs the role ${this.roles[ask.view]}.`);
    }
    const former = viewer.subscriptions.get(ask.id);
    if (former === undefined && viewer.subscriptions.size >= MAX_SUBSCRIPTIONS) {
      return this.refuse(viewer, ask.id, 'too-many-subscriptions', `At most ${MAX_SUBSCRIPTIONS} at a time.`);
    }
    if (former !== undefined) this.drop(former);
    const shared = this.sharedOf(ask);
    if ('refused' in shared) return this.refuse(viewer, ask.id, shared.refused, shared.detail);
    const subscription: Subscription = { id: ask.id, viewer, shared, stale: true };
    viewer.subscriptions.set(ask.id, subscription);
    shared.subscriptions.add(subscription);
    this.mend(viewer);
  }

  private sharedOf(ask: LiveSubscribe) {
    const key = viewKey(ask);
    const known = this.shared.get(key);
    if (known !== undefined) return known;
    const view = this.views.make(ask, () => {
      for (const { viewer } of this.shared.get(key)?.subscriptions ?? []) this.mend(viewer);
    });
    if ('refused' in view) return view;
    const shared = new SharedView<Subscription>(key, view);
    this.shared.set(key, shared);
    return shared;
  }

  private change(viewer: Viewer, { type, id }: { type: 'unsubscribe' | 'resync'; id: string }): void {
    const subscription = viewer.subscriptions.get(id);
    if (subscription === undefined)
      this.refuse(viewer, id, 'no-such-subscription', 'There is none of this id.');
    else if (type === 'unsubscribe') this.drop(subscription);
    else {
      subscription.stale = true;
      this.mend(viewer);
    }
  }

  private deliver(subscription: Subscription, delta: string | null): void {
    const { viewer } = subscription;
    if (delta === null || viewer.socket.bufferedAmount > SLOW_BYTES) subscription.stale = true;
    else if (!subscription.stale) this.send(viewer, headed(subscription.id, this.clock.now(), delta));
  }

  /** Brings what is stale up to date by snapshots, once the socket takes them. */
  private mend(viewer: Viewer): void {
    const { socket, subscriptions } = viewer;
    const now = this.clock.monotonic();
    if (socket.bufferedAmount > 0 && (viewer.behindSince !== null || socket.bufferedAmount > SLOW_BYTES)) {
      viewer.behindSince ??= now;
      if (now - viewer.behindSince >= GIVE_UP_AFTER) {
        this.leave(socket);
        socket.terminate();
      }
      return;
    }
    viewer.behindSince = null;
    for (const subscription of subscriptions.values()) {
      if (!subscription.stale || socket.bufferedAmount > SLOW_BYTES) continue;
      const snapshot = subscription.shared.snapshot();
      if (snapshot === undefined) continue;
      subscription.stale = false;
      this.send(viewer, headed(subscription.id, this.clock.now(), snapshot));
    }
  }

  private authorise(viewer: Viewer): void {
    const role = viewer.right.role();
    if (role === undefined) return this.dismiss(viewer, liveClose.notSignedIn, 'signed out');
    for (const subscription of [...viewer.subscriptions.values()]) {
      const needed = this.roles[subscription.shared.name];
      if (mayAct({ role }, needed)) continue;
      this.drop(subscription);
      this.refuse(viewer, subscription.id, 'role-too-low', `This view needs the role ${needed}.`);
    }
  }

  private drop({ id, viewer, shared }: Subscription): void {
    const subscription = viewer.subscriptions.get(id);
    if (subscription === undefined) return;
    viewer.subscriptions.delete(id);
    shared.subscriptions.delete(subscription);
    if (shared.subscriptions.size > 0) return;
    this.shared.delete(shared.key);
    shared.close();
  }

  private dismiss(viewer: Viewer, code: number, reason: string): void {
    this.leave(viewer.socket);
    viewer.socket.close(code, reason);
  }

  private refuse(viewer: Viewer, id: string | null, code: LiveRefusal, detail: string): void {
    this.say(viewer, { type: 'refused', id, code, detail });
  }

  private say(viewer: Viewer, message: LiveMessage): void {
    this.send(viewer, JSON.stringify(message));
  }

  private send(viewer: Viewer, text: string): void {
    viewer.sentAt = this.clock.monotonic();
    viewer.socket.send(text);
  }
}

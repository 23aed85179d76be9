import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { EventView, LiveMessage } from '#contracts';
import { CLOCK, type Clock, SESSION_DIRECTORY, type SessionDirectory } from '#ports';
import { SignInSessions } from '../access/sign-in-sessions.js';
import { LiveTicker } from './live-ticker.js';
import { PendingChanges } from './pending-changes.js';
import { CLOSE, type Viewer, type ViewerSocket } from './viewer.js';

/** Four messages a second are as many as an eye can follow. */
export const TICK_INTERVAL = 250;
const QUIET_INTERVAL = 5000;
const MAX_VIEWERS = 100;
const SNAPSHOT_SESSIONS = 500;
const SNAPSHOT_EVENTS = 200;
/** Over this a viewer is skipped; it is served again when its socket has taken everything. */
const SLOW_BYTES = 1024 * 1024;
/** A viewer behind for this long is gone without having said so. */
const GIVE_UP_AFTER = 60_000;

/** Feeds every open dashboard: a snapshot when it comes, then what changed. One timer for all of them, none when there are none;
 *  each delta is built and serialised once, whatever the number of viewers. */
@Injectable()
export class LiveFeed implements OnModuleDestroy {
  private readonly viewers = new Map<ViewerSocket, Viewer>();
  private readonly pending = new PendingChanges();
  private lastDeltaAt = 0;
  private stop: (() => void) | undefined;

  constructor(
    @Inject(SESSION_DIRECTORY) private readonly directory: SessionDirectory,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly sessions: SignInSessions,
    private readonly ticker: LiveTicker,
  ) {}

  get viewerCount(): number {
    return this.viewers.size;
  }

  /** Adds a viewer whose sign-in session has this key, and sends it its snapshot. */
  join(socket: ViewerSocket, key: string): void {
    if (this.viewers.size >= MAX_VIEWERS) {
      socket.close(CLOSE.tooManyViewers, 'too many open dashboards');
      return;
    }
    if (this.viewers.size === 0) this.start();
    const viewer: Viewer = { key, snapshotSeq: 0, behindSince: null };
    this.viewers.set(socket, viewer);
    this.sendSnapshot(socket, viewer);
  }

  leave(socket: ViewerSocket): void {
    if (this.viewers.delete(socket) && this.viewers.size === 0) this.halt();
  }

  /** Sends what has changed since the last tick. */
  tick(): void {
    // Ended ones come back to us through onEnd and are dismissed there.
    this.sessions.purge();
    const now = this.clock.monotonic();
    const due = !this.pending.empty || now - this.lastDeltaAt >= QUIET_INTERVAL;
    const { ids, events, overflowed } = due ? this.pending.take() : PendingChanges.none;
    const delta = due && !overflowed ? this.delta(ids, events) : undefined;
    const shared = delta === undefined ? '' : JSON.stringify(delta);
    if (due) this.lastDeltaAt = now;

    for (const [socket, viewer] of this.viewers) {
      if (overflowed || socket.bufferedAmount > SLOW_BYTES) viewer.behindSince ??= now;
      if (viewer.behindSince !== null) this.resynchronise(socket, viewer, viewer.behindSince);
      else if (delta !== undefined) socket.send(this.unseen(delta, shared, viewer));
    }
  }

  onModuleDestroy(): void {
    this.halt();
  }

  private start(): void {
    this.lastDeltaAt = this.clock.monotonic();
    const stops = [
      this.ticker.start(TICK_INTERVAL, () => this.tick()),
      this.directory.onChange((id) => this.pending.session(id)),
      this.directory.onEvent((event) => this.pending.event(event)),
      this.sessions.onEnd((key) => {
        for (const [socket, viewer] of this.viewers) if (viewer.key === key) this.dismiss(socket);
      }),
    ];
    this.stop = () => {
      for (const stop of stops) stop();
    };
  }

  private halt(): void {
    this.stop?.();
    this.stop = undefined;
    this.pending.take();
  }

  private dismiss(socket: ViewerSocket): void {
    this.leave(socket);
    socket.close(CLOSE.notSignedIn, 'signed out');
  }

  private resynchronise(socket: ViewerSocket, viewer: Viewer, since: number): void {
    if (socket.bufferedAmount === 0) {
      viewer.behindSince = null;
      this.sendSnapshot(socket, viewer);
    } else if (this.clock.monotonic() - since >= GIVE_UP_AFTER) {
      this.leave(socket);
      socket.terminate();
    }
  }

  /** Events that a snapshot within this tick already held are left out; nearly always there are none and the shared text serves. */
  private unseen(delta: LiveMessage, shared: string, viewer: Viewer): string {
    const fresh = delta.events.filter(({ seq }) => seq > viewer.snapshotSeq);
    return fresh.length === delta.events.length ? shared : JSON.stringify({ ...delta, events: fresh });
  }

  private delta(ids: readonly string[], events: EventView[]): LiveMessage {
    const views = ids.map((id) => this.directory.find(id));
    return {
      type: 'delta',
      at: this.clock.now(),
      overview: this.directory.overview(),
      changed: views.filter((view) => view !== undefined),
      gone: ids.filter((_, i) => views[i] === undefined),
      events,
    };
  }

  private sendSnapshot(socket: ViewerSocket, viewer: Viewer): void {
    const sessions = this.directory.first(SNAPSHOT_SESSIONS + 1);
    const events = this.directory.recentEvents(SNAPSHOT_EVENTS);
    viewer.snapshotSeq = events.at(-1)?.seq ?? 0;
    const snapshot: LiveMessage = {
      type: 'snapshot',
      at: this.clock.now(),
      overview: this.directory.overview(),
      sessions: sessions.slice(0, SNAPSHOT_SESSIONS),
      events,
      truncated: sessions.length > SNAPSHOT_SESSIONS,
    };
    socket.send(JSON.stringify(snapshot));
  }
}

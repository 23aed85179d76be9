import type { UserView } from '#contracts';
import type { SessionLimits } from './limits.js';
import type { Session } from './session.js';

interface Queues {
  readonly unacked: number;
  readonly queueBytes: number;
  readonly pressure: number | null;
}

/** One user as the list meets it. Queues are looked into when a filter, the order or the page asks for them, and then once. */
export class UserTally implements UserView {
  readonly connected: number;
  readonly hibernating: number;
  readonly overrides: number;
  readonly evictions: number;
  #queues: Queues | undefined;

  constructor(
    readonly user: string,
    readonly old: number,
    private readonly sessions: readonly Session[],
    private readonly limits: SessionLimits,
    counted: Pick<UserView, 'overrides' | 'evictions'>,
  ) {
    let hibernating = 0;
    for (const session of sessions) if (session.state.phase === 'hibernating') hibernating++;
    this.connected = sessions.length - hibernating;
    this.hibernating = hibernating;
    this.overrides = counted.overrides;
    this.evictions = counted.evictions;
  }

  get hibernatingLimit(): number | null {
    return this.limits.maxHibernatedSessions;
  }

  get oldLimit(): number | null {
    return this.limits.maxOldSessions;
  }

  get queueBytesLimit(): number | null {
    return this.limits.maxQueueBytes;
  }

  get unacked(): number {
    return this.#inQueues().unacked;
  }

  get queueBytes(): number {
    return this.#inQueues().queueBytes;
  }

  get pressure(): number | null {
    return this.#inQueues().pressure;
  }

  /** What it is now, for good. */
  view(): UserView {
    const { user, connected, hibernating, hibernatingLimit, old, oldLimit } = this;
    const { unacked, queueBytes, queueBytesLimit, pressure, overrides, evictions } = this;
    const sessions = { user, connected, hibernating, hibernatingLimit, old, oldLimit };
    return { ...sessions, unacked, queueBytes, queueBytesLimit, pressure, overrides, evictions };
  }

  #inQueues(): Queues {
    if (this.#queues !== undefined) return this.#queues;
    const { maxQueueStanzas, maxQueueBytes } = this.limits;
    const unlimited = maxQueueStanzas === null && maxQueueBytes === null;
    let [unacked, queueBytes, pressure] = [0, 0, 0];
    for (const { sm } of this.sessions) {
      if (sm === null) continue;
      const { length, bytes } = sm.outbound;
      unacked += length;
      queueBytes += bytes;
      pressure = Math.max(pressure, shareOf(length, maxQueueStanzas), shareOf(bytes, maxQueueBytes));
    }
    this.#queues = { unacked, queueBytes, pressure: unlimited ? null : pressure };
    return this.#queues;
  }
}

const shareOf = (used: number, limit: number | null): number =>
  limit === null ? 0 : used / Math.max(1, limit);

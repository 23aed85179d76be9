import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, IDS, type Ids } from '#ports';
import { Session } from './session.js';
import type { SessionConnection } from './session-connection.js';
import { SessionEvents } from './session-events.js';
import { SessionRegistry } from './session-registry.js';
import { SessionRunner } from './session-runner.js';
import { SessionTimers } from './session-timers.js';
import { SessionTrace } from './session-trace.js';
import { UserLimits } from './user-limits.js';

/** Binds resources: makes sessions, and ends the one that held the same full JID (RFC 6120 §7.7.2.2, the newcomer wins). */
@Injectable()
export class Opening {
  constructor(
    @Inject(IDS) private readonly ids: Ids,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly registry: SessionRegistry,
    private readonly runner: SessionRunner,
    private readonly timers: SessionTimers,
    private readonly limits: UserLimits,
    private readonly events: SessionEvents,
    private readonly trace: SessionTrace,
  ) {}

  /** @param resource prepared; a fresh one is made when absent. The predecessor's stanzas find the new session registered. */
  open(bareJid: string, resource: string | undefined, connection: SessionConnection): Session {
    const name = resource ?? this.ids.token();
    const predecessor = this.registry.findByFullJid(bareJid, name);
    const session = new Session({
      id: this.ids.sessionId(),
      bareJid,
      resource: name,
      openedAt: this.clock.now(),
      openedMonotonic: this.clock.monotonic(),
      limits: this.limits.of(bareJid),
      connection,
      lastAddress: connection.address,
    });
    session.timers = this.timers;
    // Registered first: what the predecessor leaves behind is looked for an heir.
    this.registry.add(session);
    // One that is ending already, of whatever cause, may leave chat as well.
    session.predecessor = predecessor ?? this.registry.findLeaving(session.fullJid) ?? null;
    if (predecessor !== undefined) void this.runner.end(predecessor, 'replaced');
    this.trace.opened(session, connection);
    this.events.emit('session-opened', { session });
    return session;
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { QueuedStanzaView, QueuePage } from '#contracts';
import { CLOCK, type Clock, type Refused, type SessionSteering } from '#ports';
import { ackAnswer } from '#stream-management';
import { AckRequests } from './ack-requests.js';
import { OldSessions } from './old-sessions.js';
import { pageOfQueue, stanzaOfQueue } from './queue-inspection.js';
import type { Session } from './session.js';
import { SessionEvents } from './session-events.js';
import { SessionRegistry } from './session-registry.js';
import { SessionRunner } from './session-runner.js';
import { OutboxTurn } from './turn.js';

/** As long as the options of hibernation times allow at most. */
const WEEK = 7 * 24 * 3600 * 1000;

/** What operators do to sessions that go on living, and what they see of their queues. */
@Injectable()
export class Steering implements SessionSteering {
  constructor(
    private readonly registry: SessionRegistry,
    private readonly runner: SessionRunner,
    private readonly events: SessionEvents,
    private readonly acks: AckRequests,
    private readonly oldSessions: OldSessions,
    private readonly turn: OutboxTurn,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async requestAck(id: string, by: string, reason: string, waitMs: number) {
    const session = this.registry.find(id);
    if (session === undefined) return 'not-found';
    const rtt = await this.acks.ask(session, waitMs);
    if (rtt === false) return 'wrong-state';
    this.#tell(session, 'request-ack', by, reason);
    return { rtt, unacked: session.sm?.outbound.length ?? 0 };
  }

  async disconnect(id: string, by: string, reason: string): Promise<Refused | 'done'> {
    const session = this.registry.find(id);
    if (session === undefined) return 'not-found';
    const { connection, sm, state } = session;
    if (connection === null || sm === null || state.phase !== 'live' || !state.grant.resume)
      return 'wrong-state';
    const finalAck = ackAnswer(sm.namespace, sm.inbound.safe);
    this.#tell(session, 'disconnect', by, reason);
    this.runner.lose(session, 'operator');
    connection.hangUp(finalAck);
    await this.#safe();
    return 'done';
  }

  async extend(id: string, by: string, reason: string, ms: number, beyondLimit: boolean) {
    const session = this.registry.find(id);
    if (session === undefined) return 'not-found';
    const { state } = session;
    if (state.phase !== 'hibernating') return 'wrong-state';
    const most = this.clock.monotonic() + (beyondLimit ? WEEK : session.limits.maxHibernationTime);
    const wanted = state.deadline + ms;
    const deadline = Math.max(state.deadline, Math.min(wanted, most));
    this.#tell(session, 'extend', by, reason);
    this.runner.post(session, { type: 'extend', deadline });
    await this.#safe();
    const at = this.clock.now() + deadline - this.clock.monotonic();
    return { deadline: session.hibernation?.deadline ?? at, capped: deadline < wanted };
  }

  async forgetOld(sessionId: string, by: string, reason: string): Promise<boolean> {
    const forgotten = await this.oldSessions.forget(sessionId);
    if (forgotten) this.events.emit('old-session-forgotten', { user: null, sessionId, by, reason });
    return forgotten;
  }

  async forgetOldOf(bareJid: string, by: string, reason: string): Promise<number> {
    const forgotten = await this.oldSessions.forgetUser(bareJid);
    if (forgotten > 0)
      this.events.emit('old-session-forgotten', { user: bareJid, sessionId: null, by, reason });
    return forgotten;
  }

  queue(id: string, after: number | undefined, limit: number): QueuePage | undefined {
    const session = this.registry.find(id);
    if (session === undefined) return undefined;
    if (session.sm === null) return { items: [], next: null, total: 0 };
    return pageOfQueue(session.sm.outbound, after, limit, this.clock.now());
  }

  stanza(id: string, n: number): QueuedStanzaView | undefined {
    const queue = this.registry.find(id)?.sm?.outbound;
    return queue === undefined ? undefined : stanzaOfQueue(queue, n, this.clock.now());
  }

  #tell(session: Session, action: string, by: string, reason: string): void {
    this.events.emit('operator-action', { session, action, by, reason });
  }

  /** What was done is in the journal, and what it had to say has left. */
  #safe(): Promise<void> {
    return new Promise((resolve) => this.turn.whenSafe(resolve));
  }
}

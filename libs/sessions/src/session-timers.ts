import { Inject, Injectable } from '@nestjs/common';
import { type SmacksConfig, smacksNamespace } from '#config';
import { Counters } from '#telemetry';
import { AckTrace } from './ack-trace.js';
import type { Session } from './session.js';
import { SessionEvents } from './session-events.js';
import { SessionRunner } from './session-runner.js';
import { DeadlineWheel } from './wheel.js';

/** What is due on a session when the wheel wakes it: the end of its hibernation, or an `<r/>` left unanswered. */
@Injectable()
export class SessionTimers {
  constructor(
    @Inject(smacksNamespace.KEY) private readonly smacks: SmacksConfig,
    private readonly wheel: DeadlineWheel,
    private readonly runner: SessionRunner,
    private readonly events: SessionEvents,
    private readonly acks: AckTrace,
    private readonly counters: Counters,
  ) {}

  /** An `<r/>` was just sent, `now` in monotonic ms. */
  asked(session: Session, now: number): void {
    const { maxAckDelay, ackTimeout } = this.smacks;
    this.wheel.schedule(session, now + (maxAckDelay > 0 ? Math.min(maxAckDelay, ackTimeout) : ackTimeout));
  }

  wake(session: Session, now: number): void {
    if (session.state.phase === 'hibernating') {
      if (now >= session.state.deadline) this.runner.post(session, { type: 'deadline', at: now });
      else this.wheel.schedule(session, session.state.deadline);
    } else if (session.state.phase === 'live') this.#looksAtAcks(session, now);
  }

  #looksAtAcks(session: Session, now: number): void {
    const { sm, connection } = session;
    if (sm === null || sm.policy.askedAt === null) return;
    const { askedAt } = sm.policy;
    if (sm.policy.delayed(now, this.smacks.maxAckDelay)) {
      const delay = now - askedAt;
      const span = this.acks.delayed(session, delay);
      this.counters.acksDelayed++;
      this.events.emit('smacks-ack-delayed', { session, queue: sm.outbound, delay, span });
      // What has gathered behind the silence is to be seen before the connection is given up.
      this.events.emit('session-changed', { session });
    }
    if (!sm.policy.timedOut(now, this.smacks.ackTimeout)) {
      const delayAt = askedAt + this.smacks.maxAckDelay;
      const timeoutAt = askedAt + this.smacks.ackTimeout;
      this.wheel.schedule(
        session,
        this.smacks.maxAckDelay > 0 && delayAt > now ? Math.min(delayAt, timeoutAt) : timeoutAt,
      );
      return;
    }
    this.counters.ackTimeouts++;
    this.acks.timedOut(session, now - askedAt);
    this.runner.lose(session, 'ack-timeout');
    connection?.fail({ condition: 'connection-timeout', text: 'an <r/> was left unanswered' });
  }
}

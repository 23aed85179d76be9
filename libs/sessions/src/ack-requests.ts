import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, EVENT_LOOP, type EventLoop } from '#ports';
import { ackRequest } from '#stream-management';
import type { Session } from './session.js';
import { SessionEvents } from './session-events.js';
import { SessionTimers } from './session-timers.js';
import { OutboxTurn } from './turn.js';

interface Waiting {
  readonly connection: Session['connection'];
  readonly since: number;
  readonly over: (rtt: number | null) => void;
}

/** `<r/>` sent because an operator wants to know, not because the policy asks (XEP-0198 §4 lets either side ask at any time). */
@Injectable()
export class AckRequests {
  readonly #waiting = new Map<Session, Set<Waiting>>();

  constructor(
    private readonly turn: OutboxTurn,
    private readonly timers: SessionTimers,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(EVENT_LOOP) private readonly loop: EventLoop,
    events: SessionEvents,
  ) {
    events.on('session-changed', ({ session }) => {
      if (this.#waiting.size > 0) this.#look(session);
    });
  }

  /** Answers how long the `<a/>` took in ms, null when none came; false when the session cannot be asked. */
  async ask(session: Session, waitMs: number): Promise<number | null | false> {
    const { sm, connection } = session;
    if (sm === null || connection === null || session.state.phase !== 'live') return false;
    const now = this.clock.monotonic();
    connection.send(ackRequest(sm.namespace));
    // One that is outstanding keeps its own time: asking again must not put off the timeout of who does not answer.
    if (sm.policy.askedAt === null) {
      sm.policy.asks(sm.outbound.position);
      sm.policy.asked(now);
      this.timers.asked(session, now);
    }
    const answer = waitMs > 0 ? this.#answer(session, now, waitMs) : null;
    await new Promise<void>((resolve) => this.turn.whenSafe(resolve));
    return answer;
  }

  #answer(session: Session, since: number, waitMs: number): Promise<number | null> {
    return new Promise((resolve) => {
      const waiting: Waiting = {
        connection: session.connection,
        since,
        over: (rtt) => {
          const all = this.#waiting.get(session);
          all?.delete(waiting);
          if (all?.size === 0) this.#waiting.delete(session);
          resolve(rtt);
        },
      };
      const all = this.#waiting.get(session);
      if (all === undefined) this.#waiting.set(session, new Set([waiting]));
      else all.add(waiting);
      this.loop.after(waitMs, () => waiting.over(null));
    });
  }

  #look(session: Session): void {
    for (const waiting of [...(this.#waiting.get(session) ?? [])]) {
      if (session.connection !== waiting.connection) waiting.over(null);
      else if (session.sm?.policy.askedAt === null) waiting.over(this.clock.monotonic() - waiting.since);
    }
  }
}

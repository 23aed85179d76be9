import { Inject, Injectable, Logger } from '@nestjs/common';
import type { ResumeFailure } from '#contracts';
import { CLOCK, type Clock, type OldSession } from '#ports';
import {
  type FailedCondition,
  failed,
  failedTooHigh,
  type H,
  parseH,
  type SmNamespace,
} from '#stream-management';
import { Counters } from '#telemetry';
import { OldSessions } from './old-sessions.js';
import type { ResumeAttempt, ResumeOutcome } from './resume-attempt.js';
import type { Session } from './session.js';
import type { SessionConnection } from './session-connection.js';
import { SessionEvents } from './session-events.js';
import { SessionRegistry } from './session-registry.js';
import { SessionRunner } from './session-runner.js';
import { SessionTrace } from './session-trace.js';
import { hashSmId } from './sm-id.js';
import { UserLimits } from './user-limits.js';

/** A `<resume/>` as it came: attributes unchecked. */
export interface ResumeRequest {
  readonly namespace: SmNamespace;
  readonly previd: string | undefined;
  readonly h: string | undefined;
  readonly user: string;
  readonly connection: SessionConnection;
  /** Called exactly once, at once unless an old session has to be looked up. */
  readonly finish: (outcome: ResumeOutcome) => void;
}

/** Where `<resume/>`s arrive: finds the session asked for and hands the attempt to its runner (XEP-0198 §5). */
@Injectable()
export class ResumeDesk {
  readonly #logger = new Logger('ResumeDesk');

  constructor(
    private readonly registry: SessionRegistry,
    private readonly runner: SessionRunner,
    private readonly oldSessions: OldSessions,
    private readonly limits: UserLimits,
    private readonly trace: SessionTrace,
    private readonly events: SessionEvents,
    private readonly counters: Counters,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  resume(request: ResumeRequest): void {
    const startedAt = this.clock.now();
    const { namespace, previd, user } = request;
    if (this.limits.of(user).maxHibernatedSessions === 0)
      return this.#refuse(request, startedAt, 'disabled', 'feature-not-implemented');
    if (!previd || request.h === undefined)
      return this.#refuse(request, startedAt, 'bad_request', 'bad-request');
    const session = this.registry.findBySmIdHash(hashSmId(previd));
    if (session === undefined) {
      void this.#tooLate(request, startedAt, previd);
      return;
    }
    // The victim of a stolen id must not notice, nor the thief learn that the id exists (R26).
    if (session.bareJid !== user) {
      this.#remember(session, 'other_user');
      return this.#refuse(request, startedAt, 'other_user', 'item-not-found');
    }
    const h = parseH(request.h);
    const sm = session.sm as NonNullable<typeof session.sm>;
    if (h === undefined) {
      const answer = failedTooHigh(namespace, 0 as H, sm.outbound.sendCount);
      this.#remember(session, 'h_malformed');
      return this.#refuse(request, startedAt, 'h_malformed', 'bad-request', { session }, answer);
    }
    const { connection, finish } = request;
    const attempt: ResumeAttempt = { namespace, previd, h, user, connection, startedAt, finish };
    this.runner.post(session, {
      type: 'resume',
      attempt,
      ack: sm.outbound.check(h),
      at: this.clock.monotonic(),
    });
  }

  /** R50: a stream that is bound cannot become another session's. Answers what the client is told. */
  refuseBound(user: string, namespace: SmNamespace, connection: SessionConnection): string {
    let answer = '';
    const finish = (outcome: ResumeOutcome) => {
      answer = outcome.answer;
    };
    const request = { namespace, user, previd: undefined, connection, finish };
    this.#refuse(request, this.clock.now(), 'already_bound', 'unexpected-request');
    return answer;
  }

  /** For operators: also that somebody else knew the id, which neither of the two is told. */
  #remember(session: Session, reason: ResumeFailure): void {
    session.lastResumeFailure = { reason, at: this.clock.now() };
    this.events.emit('session-changed', { session });
  }

  /** The session is over, or never was: an owner who comes late still learns our h (R29). */
  async #tooLate(request: ResumeRequest, startedAt: number, previd: string): Promise<void> {
    try {
      const old = await this.oldSessions.find(hashSmId(previd));
      if (old === undefined) return this.#refuse(request, startedAt, 'item_not_found', 'item-not-found');
      if (old.bareJid !== request.user)
        return this.#refuse(request, startedAt, 'other_user', 'item-not-found');
      return this.#refuse(request, startedAt, 'expired', 'item-not-found', { old });
    } catch (error) {
      this.#logger.error(`an old session could not be looked up: ${String(error)}`);
      return this.#refuse(request, startedAt, 'item_not_found', 'internal-server-error');
    }
  }

  #refuse(
    { namespace, user, previd, connection, finish }: Omit<ResumeRequest, 'h'>,
    startedAt: number,
    failure: ResumeFailure,
    condition: FailedCondition,
    { session, old }: { session?: Session; old?: OldSession } = {},
    answer = failed(namespace, condition, old?.h as H | undefined),
  ): void {
    this.counters.countResumeFailure(failure);
    const span = this.trace.resumeFailed(user, startedAt, failure, { previd, session, old, connection });
    this.events.emit('smacks-resume-failed', { user, reason: failure, session: session ?? null, old, span });
    finish({ kind: 'failed', failure, answer });
  }
}

import { Injectable, Logger } from '@nestjs/common';
import { logFacts, type SpanRef } from '#telemetry';
import { type FateCounts, type SessionEventMap, SessionEvents } from './session-events.js';

/**
 * One line for each refused resumption, eviction, expiry and kill, as `key=value` so that a program can read it. It names
 * the account and the session's public id; never an smId, a stanza or what a client is free to choose. Session and span are
 * given beside the words as well, so that a line leads to its trace.
 */
@Injectable()
export class SessionLog {
  readonly #logger = new Logger('Sessions');

  constructor(events: SessionEvents) {
    events.on('smacks-resume-failed', (failed) => this.#resumeFailed(failed));
    events.on('session-ended', (ended) => this.#ended(ended));
    events.on('smacks-queue-cut', ({ session, fates }) =>
      this.#write('queue-cut', session.span, {
        reason: 'queue-overflow',
        session: session.id,
        user: session.bareJid,
        ...met(fates),
      }),
    );
  }

  #resumeFailed({ user, reason, session, old, span }: SessionEventMap['smacks-resume-failed']): void {
    const id = session?.id ?? old?.sessionId;
    this.#write('resume-refused', span, { reason, ...(id === undefined ? {} : { session: id }), user });
  }

  #ended({ session, reason, cause, fates }: SessionEventMap['session-ended']): void {
    // Ends without a cause of their own are everyday: closed, lost, replaced, and a stop that says it for all.
    if (cause !== null)
      this.#write('session-ended', session.span, {
        reason,
        cause,
        session: session.id,
        user: session.bareJid,
        ...met(fates),
      });
  }

  #write(
    what: string,
    span: SpanRef | undefined,
    facts: Record<string, string | number> & { session?: string },
  ): void {
    const words = Object.entries(facts).map(([key, value]) => `${key}=${value}`);
    this.#logger.log([what, ...words].join(' '), logFacts(facts.session, span));
  }
}

/** Only fates that any stanza met. */
const met = (fates: FateCounts): Partial<FateCounts> =>
  Object.fromEntries(Object.entries(fates).filter(([, count]) => count > 0));

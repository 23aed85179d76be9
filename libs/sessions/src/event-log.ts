import { Inject, Injectable, type OnModuleInit, Optional } from '@nestjs/common';
import type { EventKind, EventView, HibernationReason } from '#contracts';
import {
  CLOCK,
  type Clock,
  EVENT_STORE,
  type EventStore,
  JOURNAL,
  type JournalDamage,
  type JournalPort,
} from '#ports';
import type { SpanRef } from '#telemetry';
import type { Session } from './session.js';
import { type FateCounts, SessionEvents } from './session-events.js';

const KEPT = 500;
/** More events than this in a millisecond, for as long as a process lives, and the next one's numbers could be theirs. */
const NUMBERS_PER_MS = 16;

/** Lifecycle events as operators read them; the newest are kept in memory, all of them given to the store. */
@Injectable()
export class EventLog implements OnModuleInit {
  #seq = 0;
  #ring: EventView[] = [];
  readonly #listeners = new Set<(event: EventView) => void>();

  constructor(
    events: SessionEvents,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(JOURNAL) journal: JournalPort,
    @Optional() @Inject(EVENT_STORE) private readonly store?: EventStore,
  ) {
    journal.onStrained((strained) =>
      this.#push(
        'journal-strained',
        null,
        null,
        strained ? 'begun' : 'over',
        journal.status().strainedReason,
      ),
    );
    events.on('session-opened', ({ session }) => this.#add('session-opened', session, null, null));
    events.on('smacks-enabled', ({ session }) =>
      this.#add('smacks-enabled', session, null, session.sm?.smIdHash ? 'resumable' : 'not resumable'),
    );
    events.on('smacks-ack-delayed', ({ session, queue, delay, span }) =>
      this.#add(
        'smacks-ack-delayed',
        session,
        null,
        `${Math.round(delay / 1000)} s, ${queue.length} unacknowledged`,
        span,
      ),
    );
    events.on('smacks-hibernation-start', ({ session, queue, reason }) =>
      this.#fellAsleep(session, reason, `${queue.length} unacknowledged`),
    );
    events.on('smacks-hibernation-end', ({ session, outcome, duration }) =>
      this.#add('smacks-hibernation-end', session, outcome, `after ${Math.round(duration / 1000)} s`),
    );
    events.on('smacks-resumed', ({ session, resent, displaced }) =>
      this.#add('smacks-resumed', session, displaced ? 'displaced' : null, `${resent} sent again`),
    );
    events.on('smacks-resume-failed', ({ user, reason, session, old, span }) => {
      // To the client every end looks the same; only here it can be read which one it was.
      const ended = session?.state.phase === 'ended' ? session.state.reason : old?.reason;
      const about = session ?? (old === undefined ? null : { id: old.sessionId, resource: old.resource });
      const detail = ended === undefined ? null : `the session had ended: ${ended}`;
      this.#push('smacks-resume-failed', user, about, reason, detail, span);
    });
    events.on('session-ended', ({ session, reason, cause, fates }) => {
      const fate = describe(fates);
      if (fate !== null) this.#add('delivery-failure', session, reason, fate);
      // What else there is to say of it: an operator's words, or which limit it was.
      this.#add('session-ended', session, reason, session.endNote ?? (reason === 'evicted' ? cause : null));
    });
    events.on('smacks-queue-cut', ({ session, fates }) =>
      this.#add('delivery-failure', session, 'queue-overflow', describe(fates)),
    );
    events.on('operator-action', ({ session, action, by, reason }) =>
      this.#add('operator-action', session, action, `${by}: ${reason}`),
    );
    events.on('old-session-forgotten', ({ user, sessionId, by, reason }) => {
      const about = sessionId === null ? null : { id: sessionId, resource: null };
      this.#push('operator-action', user, about, 'forget', `${by}: ${reason}`);
    });
  }

  /**
   * Numbers go on from where the last process was. What it told and could not write any more has numbers too, which nobody
   * knows now; but it was told before now, so they are below what the time gives.
   */
  async onModuleInit(): Promise<void> {
    if (this.store === undefined) return;
    this.#seq = Math.max(await this.store.lastSeq(), Math.floor(this.clock.now()) * NUMBERS_PER_MS);
  }

  /** What was found when the journal was read back. */
  journalDamaged({ kind, file, offset, bytes, detail }: JournalDamage): void {
    this.#push('journal-damaged', null, null, kind, `${file} at ${offset}, ${bytes} bytes: ${detail}`);
  }

  /** Oldest first. */
  recent(limit: number): EventView[] {
    return this.#ring.slice(-Math.min(limit, KEPT));
  }

  onEvent(listener: (event: EventView) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Told when it began: of one whose connection was lost with the server, that is learnt only when the server is back. */
  #fellAsleep(session: Session, reason: HibernationReason, detail: string): void {
    const now = this.clock.now();
    const since = session.hibernation?.since ?? now;
    const away = now - since < 1000 ? '' : `, the server was away for ${Math.round((now - since) / 1000)} s`;
    this.#add('smacks-hibernation-start', session, reason, `${detail}${away}`, session.span, since);
  }

  /** @param span that tells it; the last of the session's story unless it has one of its own */
  #add(
    kind: EventKind,
    session: Session,
    reason: string | null,
    detail: string | null,
    span = session.span,
    at?: number,
  ): void {
    this.#push(kind, session.bareJid, session, reason, detail, span, at);
  }

  #push(
    kind: EventKind,
    user: string | null,
    session: { readonly id: string; readonly resource: string | null } | null,
    reason: string | null,
    detail: string | null,
    span?: SpanRef,
    at = this.clock.now(),
  ): void {
    const event: EventView = {
      seq: ++this.#seq,
      at,
      kind,
      user,
      sessionId: session?.id ?? null,
      resource: session?.resource ?? null,
      reason,
      detail,
      traceId: span?.traceId ?? null,
    };
    this.store?.record(event);
    this.#ring.push(event);
    // Trimmed in blocks: shifting one off at every event would move the whole ring each time.
    if (this.#ring.length >= KEPT * 2) this.#ring = this.#ring.slice(-KEPT);
    for (const listener of this.#listeners) listener(event);
  }
}

/** `2 bounced, 1 dropped`; null when no stanza was left. */
function describe(fates: FateCounts): string | null {
  const parts = Object.entries(fates).filter(([, count]) => count > 0);
  return parts.length === 0 ? null : parts.map(([fate, count]) => `${count} ${fate}`).join(', ');
}

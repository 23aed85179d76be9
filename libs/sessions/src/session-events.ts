import { Logger } from '@nestjs/common';
import type { EndReason, HibernationReason, ResumeFailure } from '#contracts';
import type { OldSession } from '#ports';
import type { Fate, OutboundQueue, QueuedStanza } from '#stream-management';
import type { SpanRef } from '#telemetry';
import type { EndCause } from './end-cause.js';
import type { Session } from './session.js';

/** How many stanzas met which fate at a session's end. */
export type FateCounts = Record<'bounced' | 'stored' | 'rerouted' | 'dropped', number>;

/**
 * Lifecycle events, each fired once, after the state it announces is true. Names and payloads of the `smacks-*` ones
 * follow mod_smacks, which other modules know.
 */
export interface SessionEventMap {
  'session-opened': { session: Session };
  'smacks-enabled': { session: Session };
  /** `span` tells it, where it is traced. */
  'smacks-ack-delayed': {
    session: Session;
    queue: OutboundQueue;
    delay: number;
    span?: SpanRef | undefined;
  };
  'smacks-hibernation-start': { session: Session; queue: OutboundQueue; reason: HibernationReason };
  'smacks-hibernation-stanza-queued': { session: Session; stanza: QueuedStanza };
  /** `duration` in ms. */
  'smacks-hibernation-end': { session: Session; outcome: EndReason | 'resumed'; duration: number };
  'smacks-resumed': { session: Session; resent: number; displaced: boolean };
  /** `session` while it is there, `old` when only its h is; neither when it is unknown or not the user's. */
  'smacks-resume-failed': {
    user: string;
    reason: ResumeFailure;
    session: Session | null;
    old?: OldSession | undefined;
    span?: SpanRef | undefined;
  };
  /** Stanzas of a sleeping session did not fit its lowered limits and have met their fates. */
  'smacks-queue-cut': { session: Session; fates: FateCounts };
  'delivery-failure': { session: Session; stanza: QueuedStanza; fate: Fate };
  'session-ended': { session: Session; reason: EndReason; cause: EndCause | null; fates: FateCounts };
  /** Something shown to operators changed (counters, presence). */
  'session-changed': { session: Session };
  /** The account lost the right it authenticated with: disabled, removed, or another password. Its sessions end next. */
  'account-revoked': { bareJid: string };
  /** Of one ended session, or of all of a user, an operator had the h forgotten. */
  'old-session-forgotten': { user: string | null; sessionId: string | null; by: string; reason: string };
  'operator-action': { session: Session; action: string; by: string; reason: string };
}

type Listener<K extends keyof SessionEventMap> = (event: SessionEventMap[K]) => void;

/** The process's one emitter of session events. A listener that throws is reported and keeps nobody else from hearing. */
export class SessionEvents {
  readonly #logger = new Logger('SessionEvents');
  readonly #listeners = new Map<keyof SessionEventMap, Listener<never>[]>();

  on<K extends keyof SessionEventMap>(kind: K, listener: Listener<K>): void {
    const list = this.#listeners.get(kind);
    if (list === undefined) this.#listeners.set(kind, [listener as Listener<never>]);
    else list.push(listener as Listener<never>);
  }

  /** True when somebody listens: lets the stanza path skip building an event. */
  wanted(kind: keyof SessionEventMap): boolean {
    return this.#listeners.has(kind);
  }

  emit<K extends keyof SessionEventMap>(kind: K, event: SessionEventMap[K]): void {
    const list = this.#listeners.get(kind) as Listener<K>[] | undefined;
    if (list === undefined) return;
    for (const listener of list) {
      try {
        listener(event);
      } catch (error) {
        this.#logger.error(`a listener to ${kind} failed: ${(error as Error).stack}`);
      }
    }
  }
}

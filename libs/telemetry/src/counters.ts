import { resumeFailureSchema } from '#contracts';

export type StanzaKind = 'message' | 'presence' | 'iq';

/**
 * Totals since the process started. Plain integers that the session code increments: an OpenTelemetry counter costs 1 µs
 * for each addition, an integer nothing. `registerMetrics` reads them when somebody looks.
 */
export class Counters {
  connectionsOpened = 0;
  readonly received: Record<StanzaKind, number> = { message: 0, presence: 0, iq: 0 };
  readonly sent: Record<StanzaKind, number> = { message: 0, presence: 0, iq: 0 };
  /** Put into an outbound queue (XEP-0198 §4). */
  queued = 0;
  acked = 0;
  /** Sent again on a resume. */
  resent = 0;
  /** Fates of what an ended session left unacknowledged. */
  bounced = 0;
  offline = 0;
  rerouted = 0;
  dropped = 0;
  /** Presence of a hibernating session's queue that a newer one of the same sender took the place of. */
  coalesced = 0;
  /** A queue was full: a connected session was cut, or a hibernating one's stanza met its fate at once. */
  overflows = 0;
  /** `<r/>` unanswered for `smacks_max_ack_delay`. */
  acksDelayed = 0;
  /** `<r/>` that were never answered in time. */
  ackTimeouts = 0;
  resumes = 0;
  expiries = 0;
  // Every reason there is begins at 0: a series that appears with its first event has no increase to alert on.
  private readonly evicted = zeros(['smacks_max_hibernated_sessions']);
  private readonly failed = zeros(resumeFailureSchema.options);

  /** By the limit that pushed the session out. */
  countEviction(reason: string): void {
    this.evicted.set(reason, (this.evicted.get(reason) ?? 0) + 1);
  }

  /** By `ResumeFailure`. */
  countResumeFailure(failure: string): void {
    this.failed.set(failure, (this.failed.get(failure) ?? 0) + 1);
  }

  get evictionsByReason(): ReadonlyMap<string, number> {
    return this.evicted;
  }

  get resumeFailuresByType(): ReadonlyMap<string, number> {
    return this.failed;
  }

  get evictions(): number {
    return sum(this.evicted);
  }

  get resumeFailures(): number {
    return sum(this.failed);
  }

  get stanzasIn(): number {
    return this.received.message + this.received.presence + this.received.iq;
  }

  get stanzasOut(): number {
    return this.sent.message + this.sent.presence + this.sent.iq;
  }
}

const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((a, b) => a + b, 0);
const zeros = (keys: readonly string[]): Map<string, number> => new Map(keys.map((key) => [key, 0]));

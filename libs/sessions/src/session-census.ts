import { Injectable } from '@nestjs/common';
import type { SessionState } from '#contracts';
import { EarliestTime } from './earliest-time.js';
import type { Session } from './session.js';
import { SessionEvents } from './session-events.js';
import { SessionRegistry } from './session-registry.js';
import { stateOf } from './session-view.js';

interface Share {
  state: SessionState;
  stanzas: number;
  bytes: number;
  nearLimit: boolean;
  /** When its oldest stanza was accepted, ms since the epoch; null when its queue is empty. */
  oldest: number | null;
}

/** A queue is nearly full beyond this share of what it may hold. */
const NEARLY = 0.8;

/** Totals over all sessions, kept up to date one change at a time: an overview must not walk a million sessions. */
@Injectable()
export class SessionCensus {
  readonly states: Record<SessionState, number> = { connected: 0, hibernating: 0, ending: 0 };
  readonly #members: Record<SessionState, Set<Session>> = {
    connected: new Set(),
    hibernating: new Set(),
    ending: new Set(),
  };
  #stanzas = 0;
  #bytes = 0;
  #nearLimit = 0;
  readonly #oldest = new EarliestTime();
  /** What each session last contributed. */
  readonly #shares = new WeakMap<Session, Share>();

  constructor(
    events: SessionEvents,
    private readonly registry: SessionRegistry,
  ) {
    events.on('session-opened', ({ session }) => this.#look(session));
    events.on('session-changed', ({ session }) => this.#look(session));
    events.on('session-ended', ({ session }) => this.#forget(session));
  }

  /** Queued stanzas and bytes, as of each session's last acknowledgement or change of state. */
  get queue(): { stanzas: number; bytes: number } {
    return { stanzas: this.#stanzas, bytes: this.#bytes };
  }

  /** Sessions whose queue is more than four fifths full, in stanzas or bytes, as of the same. */
  get queuesNearLimit(): number {
    return this.#nearLimit;
  }

  /** When the oldest stanza of all queues was accepted, ms since the epoch, to the second; null when all are empty. */
  get oldestUnackedAt(): number | null {
    return this.#oldest.earliest;
  }

  /** The sessions in a state, in no order. Kept at changes of state alone: a stanza costs nothing here. */
  members(state: SessionState): ReadonlySet<Session> {
    return this.#members[state];
  }

  #look(session: Session): void {
    if (this.registry.find(session.id) !== session) return;
    const outbound = session.sm?.outbound;
    const share = this.#shareOf(session);
    this.#count(share, -1);
    const state = stateOf(session);
    if (share.state !== state) {
      this.#members[share.state].delete(session);
      this.#members[state].add(session);
      share.state = state;
    }
    share.stanzas = outbound?.length ?? 0;
    share.bytes = outbound?.bytes ?? 0;
    share.nearLimit = isNearLimit(session, share);
    share.oldest = outbound?.oldest?.at ?? null;
    this.#count(share, 1);
  }

  #shareOf(session: Session): Share {
    const known = this.#shares.get(session);
    if (known !== undefined) return known;
    const share: Share = { state: stateOf(session), stanzas: 0, bytes: 0, nearLimit: false, oldest: null };
    this.#shares.set(session, share);
    this.#members[share.state].add(session);
    this.#count(share, 1);
    return share;
  }

  #forget(session: Session): void {
    const share = this.#shares.get(session);
    if (share === undefined) return;
    this.#shares.delete(session);
    this.#members[share.state].delete(session);
    this.#count(share, -1);
  }

  #count({ state, stanzas, bytes, nearLimit, oldest }: Share, sign: 1 | -1): void {
    this.states[state] += sign;
    this.#stanzas += sign * stanzas;
    this.#bytes += sign * bytes;
    if (nearLimit) this.#nearLimit += sign;
    if (oldest !== null) this.#oldest.count(oldest, sign);
  }
}

function isNearLimit({ limits }: Session, { stanzas, bytes }: Share): boolean {
  const { maxQueueStanzas, maxQueueBytes } = limits;
  return (
    (maxQueueStanzas !== null && stanzas > maxQueueStanzas * NEARLY) ||
    (maxQueueBytes !== null && bytes > maxQueueBytes * NEARLY)
  );
}

import type { HibernationReason, ResumeFailure } from '#contracts';
import type { JournaledSession } from '#ports';
import type { Resource } from '#routing';
import {
  AckPolicy,
  type H,
  InboundCount,
  OutboundQueue,
  type QueuedStanza,
  type SessionState,
  type SmNamespace,
} from '#stream-management';
import type { SessionRef, SpanRef } from '#telemetry';
import type { SessionLimits } from './limits.js';
import type { ResumeAttempt } from './resume-attempt.js';
import type { RoundTrips } from './round-trips.js';
import type { SessionConnection } from './session-connection.js';
import type { Timed } from './wheel.js';

/** Stream management of one session, there once `<enable/>` was granted. */
export interface SessionStreamManagement {
  /** Answers use the namespace the client speaks (R4). */
  namespace: SmNamespace;
  readonly outbound: OutboundQueue;
  readonly inbound: InboundCount;
  readonly policy: AckPolicy;
  /** SHA-256 of the smId; null when resumption was not granted. */
  readonly smIdHash: string | null;
  /** How long it may hibernate, as it was granted, ms. */
  readonly hibernationTime: number;
}

/** Chat that a session left to the one that took its resource. */
export interface Inheritance {
  /** Whose it is until it is handed over. */
  readonly owner: Session;
  readonly stanza: QueuedStanza;
}

/** The current hibernation as it is shown and traced; wall-clock ms. The machine's own deadline is monotonic. */
export interface HibernationFacts {
  readonly since: number;
  readonly deadline: number;
  readonly reason: HibernationReason;
  /** Stanzas queued while asleep. */
  queued: number;
  /** The span its end links to. */
  span: SpanRef | undefined;
}

/** A sampled message by its number among the client's stanzas. */
export interface HeardMessage {
  readonly n: H;
  readonly span: SpanRef;
}

/** What the registry needs to know about a session's birth. */
export interface SessionBirth {
  readonly id: string;
  readonly bareJid: string;
  readonly resource: string;
  /** ms since the epoch */
  readonly openedAt: number;
  /** monotonic ms */
  readonly openedMonotonic: number;
  readonly limits: SessionLimits;
  readonly connection: SessionConnection | null;
  readonly lastAddress: string;
}

/** A bound resource. Outlives its connection when resumption was granted; owned by its id, never by its full JID. */
export class Session implements Resource, Timed, JournaledSession {
  readonly id: string;
  readonly bareJid: string;
  readonly resource: string;
  readonly fullJid: string;
  readonly openedAt: number;
  readonly openedMonotonic: number;
  state: SessionState<ResumeAttempt> = { phase: 'bound' };
  limits: SessionLimits;
  connection: SessionConnection | null;
  sm: SessionStreamManagement | null = null;

  /** The last available presence, as it is told to others; null while unavailable. */
  presence: QueuedStanza | null = null;
  priority = 0;
  /** Wants copies of what its siblings send and receive (XEP-0280). */
  carbons = false;
  /** Asked for the roster, so it is told of changes (RFC 6121 §2.1.6). */
  interested = false;
  /** Asked for the block list, so it is told of changes (XEP-0191 §3.5). */
  watchesBlocks = false;
  /** Nobody looks at the client (XEP-0352); belongs to the stream, so a resumption begins active (§5). */
  inactive = false;
  /** Nothing of what its socket has not been given is worth waking an inactive client for. */
  calm = false;
  /** Who was sent directed presence and must hear of the end (RFC 6121 §4.6.3); JIDs as they were addressed. */
  directed: Set<string> | null = null;
  /** Chat kept from a session this one replaced, delivered at the first presence. */
  inherited: Inheritance[] | null = null;
  /** The session this one replaced, until its stanzas have met their fates. */
  predecessor: Session | null = null;
  /** Newer chat, which lines up behind what is or will be {@link inherited}, or what is being read from the store. */
  held: QueuedStanza[] | null = null;

  /** What was kept for its user is being read for it. */
  awaitsKept = false;
  /** The store has, or is about to have, chat that comes before whatever is sent now. */
  behindKept = false;
  /** Rounds of stanzas that found no room and have not all met their fates. */
  settling = 0;

  resumes = 0;
  /** The last `<resume/>` that asked for this session and was refused; ms since the epoch. */
  lastResumeFailure: { readonly reason: ResumeFailure; readonly at: number } | null = null;
  ackRtt: number | null = null;
  /** Made at the first. */
  roundTrips: RoundTrips | null = null;
  lastAddress: string;
  hibernation: HibernationFacts | null = null;
  /** Whom its spans are about; made when the first is. */
  ref: SessionRef | null = null;
  /** Its story is told in spans: decided once, so that it is told whole. */
  traced = false;
  /** Sampled messages of its client's that no `<a/>` of ours has counted yet. */
  heard: HeardMessage[] | null = null;
  /** The last span of its story: what comes next links to it. */
  span: SpanRef | undefined;
  /** What an operator typed when ending it. */
  endNote: string | null = null;

  /** Called when nothing that came from its client waits for a store any more. */
  whenSettled: (() => void) | null = null;
  /** When it ended, ms since the epoch; null before. */
  endedAt: number | null = null;
  /** What left its queue and has not met its fate; kept only where there is a journal. */
  owed: Set<QueuedStanza> | null = null;
  /** The journal knows it, or will by the end of this turn. */
  journaled = false;
  journalNo = 0;
  journalSegment = 0;

  wakeAt = 0;
  /** Set by the timers that own this session's wake-ups. */
  timers: { wake(session: Session, now: number): void } | null = null;

  constructor(birth: SessionBirth) {
    this.id = birth.id;
    this.bareJid = birth.bareJid;
    this.resource = birth.resource;
    this.fullJid = `${birth.bareJid}/${birth.resource}`;
    this.openedAt = birth.openedAt;
    this.openedMonotonic = birth.openedMonotonic;
    this.limits = birth.limits;
    this.connection = birth.connection;
    this.lastAddress = birth.lastAddress;
  }

  get available(): boolean {
    return this.presence !== null;
  }

  /** Keeps what waits for its client until something urgent comes, or the client becomes active (XEP-0352 §5). */
  get holdsBack(): boolean {
    return this.inactive && this.calm;
  }

  /** Takes what is for its user: available, with a priority that is not negative (RFC 6121 §8.5.2). */
  get willing(): boolean {
    return this.presence !== null && this.priority >= 0;
  }

  /** Takes stanzas: neither ending nor ended. */
  get routable(): boolean {
    return this.state.phase !== 'ending' && this.state.phase !== 'ended';
  }

  onWake(now: number): void {
    this.timers?.wake(this, now);
  }
}

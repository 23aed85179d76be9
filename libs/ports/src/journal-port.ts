import type { EndReason, HibernationReason } from '#contracts';

/**
 * What the journal knows a session by. It numbers sessions itself and remembers with each from which segment on its state
 * can be read back; both are 0 until the session was first recorded. Only the journal writes them.
 */
export interface JournaledSession {
  readonly id: string;
  journalNo: number;
  journalSegment: number;
}

/** A stanza in a queue. One object per stanza, however many sessions hold it: its body is written once per segment. */
export interface JournaledStanza {
  /** Complete, flat and self-contained. */
  readonly xml: string;
  /** UTF-8 length of `xml`. */
  readonly bytes: number;
  /** When it was accepted, ms since the epoch. */
  readonly at: number;
  readonly kind: 'message' | 'presence' | 'iq';
  readonly type: string;
  readonly from: string;
  readonly delayed: boolean;
  readonly transient: boolean;
  readonly noStore: boolean;
  readonly copy: boolean;
  arrived: boolean;
  /** 0 until it was first recorded; only the journal writes these two. */
  journalNo: number;
  journalSegment: number;
}

/**
 * The inbound stanza whose effect something is. Where the origin's safe h stays below `n`, it says how to know the stanza
 * again, so that a repetition performs nothing twice.
 */
export interface Cause {
  readonly origin: JournaledSession;
  /** The origin's inbound count at that stanza. */
  readonly n: number;
  /** Of the stanza: at most 2^48-1; 0 where everything up to `n` is safe with this batch. A client need not repeat in the order in which it sent. */
  readonly fingerprint: number;
}

/** Where a stanza waits: in the outbound queue; behind what a predecessor leaves; or for a fate it is owed. */
export type Lane = 'queue' | 'held' | 'owed';

/** A span to link to after a restart: 32 and 16 hexadecimal digits. */
export interface JournaledSpan {
  readonly traceId: string;
  readonly spanId: string;
}

/** What changes about a session and is small. */
export interface SessionFacts<S extends JournaledStanza = JournaledStanza> {
  /** The last available presence; null while unavailable. */
  readonly presence: S | null;
  readonly priority: number;
  readonly inactive: boolean;
  readonly carbons: boolean;
  readonly interested: boolean;
  readonly watchesBlocks: boolean;
}

export interface JournaledHibernation {
  /** ms since the epoch, both. */
  readonly since: number;
  readonly deadline: number;
  readonly reason: HibernationReason;
  /** Stanzas queued while asleep. */
  readonly queued: number;
  readonly span: JournaledSpan | null;
}

/** All of a session that can come back. */
export interface SessionRecord<S extends JournaledStanza = JournaledStanza> {
  readonly id: string;
  readonly bareJid: string;
  readonly resource: string;
  /** ms since the epoch */
  readonly openedAt: number;
  /** null while stream management is off: then nothing of it comes back but the news that it is gone. */
  readonly sm: {
    readonly namespace: 'urn:xmpp:sm:2' | 'urn:xmpp:sm:3';
    /** SHA-256 of the smId; null where resumption was not granted. */
    readonly smIdHash: string | null;
    /** How long it may hibernate, ms. */
    readonly hibernationTime: number;
    /** The safe h we report. */
    readonly inbound: number;
    /** The client's last h. */
    readonly acked: number;
    /** How many of the queue were handed to any socket, from its head. */
    readonly sent: number;
  } | null;
  readonly queue: readonly S[];
  readonly held: readonly S[];
  readonly owed: readonly S[];
  readonly facts: SessionFacts<S>;
  readonly directed: readonly string[];
  /** Inbound stanzas above the safe h whose effects are recorded. */
  readonly done: readonly { readonly n: number; readonly fingerprint: number }[];
  readonly resumes: number;
  readonly lastAddress: string;
  readonly span: JournaledSpan | null;
  readonly hibernation: JournaledHibernation | null;
  /** Set once it is over and its stanzas meet their fates; `at` ms since the epoch. */
  readonly ending: { readonly reason: EndReason; readonly at: number } | null;
}

/** A blind write to a store, safe once it is recorded and repeated until the store has it. `id`s grow. */
export interface Intent {
  readonly id: number;
  /** Which store it is for. */
  readonly store: string;
  /** What that store needs to know, as JSON. */
  readonly json: string;
}

/** One fact that must outlive the process. Counts are modulo 2^32, times ms since the epoch. */
export type JournalEntry =
  /** The whole state: at first, when stream management is granted, and when an old segment is to go. */
  | { readonly kind: 'session'; readonly session: JournaledSession; readonly state: SessionRecord }
  /** A body ahead of a snapshot that needs it. */
  | { readonly kind: 'stanza'; readonly stanza: JournaledStanza }
  | {
      readonly kind: 'enqueue';
      readonly session: JournaledSession;
      readonly lane: Lane;
      readonly stanza: JournaledStanza;
      readonly cause: Cause | null;
      /** Place among the effects of its cause, from 0. */
      readonly ordinal: number;
    }
  /** Left its lane otherwise than by an acknowledgement: the earliest copy, or the newest of the queue where `last`. */
  | {
      readonly kind: 'removed';
      readonly session: JournaledSession;
      readonly lane: Lane;
      readonly stanza: JournaledStanza;
      readonly last: boolean;
    }
  | { readonly kind: 'inbound'; readonly session: JournaledSession; readonly h: number }
  /** A stanza above the safe h that is done, repeated under another number. */
  | {
      readonly kind: 'done';
      readonly session: JournaledSession;
      readonly n: number;
      readonly fingerprint: number;
    }
  | { readonly kind: 'ack'; readonly session: JournaledSession; readonly h: number }
  /** Acknowledged by one session while others still hold it: told beside that `ack`, which may be gone before they are. */
  | { readonly kind: 'arrived'; readonly stanza: JournaledStanza }
  | { readonly kind: 'facts'; readonly session: JournaledSession; readonly facts: SessionFacts }
  | {
      readonly kind: 'directed';
      readonly session: JournaledSession;
      readonly to: string;
      readonly available: boolean;
    }
  | {
      readonly kind: 'hibernating';
      readonly session: JournaledSession;
      readonly hibernation: JournaledHibernation;
      /** As in {@link SessionRecord}. */
      readonly sent: number;
    }
  | {
      readonly kind: 'resumed';
      readonly session: JournaledSession;
      readonly resumes: number;
      readonly address: string;
      readonly span: JournaledSpan | null;
    }
  /** Queue and held lanes are owed their fates from here on. */
  | {
      readonly kind: 'ending';
      readonly session: JournaledSession;
      readonly reason: EndReason;
      readonly at: number;
    }
  | { readonly kind: 'ended'; readonly session: JournaledSession }
  | {
      readonly kind: 'intent';
      readonly intent: Intent;
      readonly cause: Cause | null;
      readonly ordinal: number;
    }
  | { readonly kind: 'intent-done'; readonly id: number };

/** A session whose whole state has to be recorded anew; bodies written in segment `since` or later are still there. */
export interface DueSnapshot {
  readonly session: JournaledSession;
  readonly since: number;
}

/** What operators see of the journal. Sizes in bytes, times in ms since the epoch. */
export interface JournalStatus {
  readonly durability: 'journal' | 'none';
  readonly fsync: boolean;
  readonly segments: number;
  readonly bytes: number;
  /** When the oldest segment that is still needed was begun; null without a journal. */
  readonly oldestAt: number | null;
  readonly appends: number;
  readonly appendedBytes: number;
  /** All appends together, in µs, and the longest one of the last minute. */
  readonly appendMicros: number;
  readonly longestAppendMicros: number;
  /** Waits for the disk's confirmation. */
  readonly syncs: number;
  readonly intents: number;
  /** Since when the disk takes no batches, or only out of the reserve; null while all is well. */
  readonly strainedSince: number | null;
  /** Why, in words of the system. */
  readonly strainedReason: string | null;
  /** Segments set aside as damaged, since ever. */
  readonly quarantined: number;
}

/** Where an outbox turn is made safe before any of its output leaves. */
export interface JournalPort {
  /** False when nothing is kept: callers then build no entries at all. */
  readonly recording: boolean;
  /**
   * Takes one batch, whole or not at all. `safe` is called once it and all before it are as safe as the configuration
   * promises: at once, after the disk's confirmation, or, where the disk takes nothing, when it does again.
   */
  append(entries: readonly JournalEntry[], safe: () => void): void;
  /** The next few sessions to be recorded anew, the same ones until they were; none while disk use is within its bound. */
  due(): readonly DueSnapshot[];
  /** A session that was recovered goes on under the number it had. */
  adopt(session: JournaledSession): void;
  /** A new number for an intent. */
  intentId(): number;
  /** True while batches cannot be written, or only into what was kept in reserve: nobody new is let in and nothing more is read. */
  readonly strained: boolean;
  /** Told when {@link strained} changes. */
  onStrained(listener: (strained: boolean) => void): void;
  status(): JournalStatus;
}

/** A stanza that came back; becomes the queued stanza itself. */
export interface RecoveredStanza extends JournaledStanza {}

/** A session that came back. */
export interface RecoveredSession extends SessionRecord<RecoveredStanza> {
  readonly journalNo: number;
  readonly journalSegment: number;
  /** It lived through a damaged stretch: what is known of it may not be all. */
  readonly doubtful: boolean;
}

export interface JournalDamage {
  /** File name within the journal's folder. */
  readonly file: string;
  /** Where the damage begins, and how many bytes are affected. */
  readonly offset: number;
  readonly bytes: number;
  /** `torn-tail`: cut off; `corrupt`: set aside. */
  readonly kind: 'torn-tail' | 'corrupt';
  readonly detail: string;
}

/** What a replay found, sessions in order of opening, intents in order of their ids. */
export interface RecoveredJournal {
  readonly sessions: readonly RecoveredSession[];
  readonly intents: readonly Intent[];
  /** Time of the last good batch; null when there was none. */
  readonly crashedAt: number | null;
  readonly damage: readonly JournalDamage[];
  readonly bytes: number;
  readonly batches: number;
}

const NOTHING: JournalStatus = {
  durability: 'none',
  fsync: false,
  segments: 0,
  bytes: 0,
  oldestAt: null,
  appends: 0,
  appendedBytes: 0,
  appendMicros: 0,
  longestAppendMicros: 0,
  syncs: 0,
  intents: 0,
  strainedSince: null,
  strainedReason: null,
  quarantined: 0,
};

/** `smacks_durability: none`. */
export const noJournal: JournalPort = {
  recording: false,
  append: (_entries, safe) => safe(),
  due: () => [],
  adopt: () => undefined,
  intentId: () => 0,
  strained: false,
  onStrained: () => undefined,
  status: () => NOTHING,
};

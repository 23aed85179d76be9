import type {
  Intent,
  JournaledHibernation,
  JournaledSpan,
  JournaledStanza,
  Lane,
  SessionFacts,
  SessionRecord,
} from '#ports';

/** A cause whose origin is known by its number in the journal. */
export interface DecodedCause {
  readonly origin: number;
  readonly n: number;
  readonly fingerprint: number;
}

/** Facts whose presence is known by its number; 0: none. */
export type DecodedFacts = Omit<SessionFacts, 'presence'> & { readonly presence: number };

/** A session's whole state with numbers in place of its stanzas. */
export type DecodedState = Omit<SessionRecord, 'queue' | 'held' | 'owed' | 'facts'> & {
  readonly queue: readonly number[];
  readonly held: readonly number[];
  readonly owed: readonly number[];
  readonly facts: DecodedFacts;
};

/** An entry as it is on disk: `session` and `stanza` are numbers of the journal. */
export type DecodedEntry =
  | /** The body already has its number; whoever keeps it marks the segment. */
  { readonly kind: 'stanza'; readonly stanza: JournaledStanza }
  | {
      readonly kind: 'session';
      readonly session: number;
      readonly since: number;
      readonly state: DecodedState;
    }
  | {
      readonly kind: 'enqueue';
      readonly session: number;
      readonly lane: Lane;
      readonly stanza: number;
      readonly cause: DecodedCause | null;
      readonly ordinal: number;
    }
  | {
      readonly kind: 'removed';
      readonly session: number;
      readonly lane: Lane;
      readonly stanza: number;
      readonly last: boolean;
    }
  | { readonly kind: 'inbound'; readonly session: number; readonly h: number }
  | { readonly kind: 'done'; readonly session: number; readonly n: number; readonly fingerprint: number }
  | { readonly kind: 'ack'; readonly session: number; readonly h: number }
  | { readonly kind: 'arrived'; readonly stanza: number }
  | { readonly kind: 'facts'; readonly session: number; readonly facts: DecodedFacts }
  | {
      readonly kind: 'directed';
      readonly session: number;
      readonly to: string;
      readonly available: boolean;
    }
  | {
      readonly kind: 'hibernating';
      readonly session: number;
      readonly hibernation: JournaledHibernation;
      readonly sent: number;
    }
  | {
      readonly kind: 'resumed';
      readonly session: number;
      readonly resumes: number;
      readonly address: string;
      readonly span: JournaledSpan | null;
    }
  | {
      readonly kind: 'ending';
      readonly session: number;
      readonly ending: NonNullable<SessionRecord['ending']>;
    }
  | { readonly kind: 'ended'; readonly session: number }
  | {
      readonly kind: 'intent';
      readonly intent: Intent;
      readonly cause: DecodedCause | null;
      readonly ordinal: number;
    }
  | { readonly kind: 'intent-done'; readonly id: number }
  /** The journal's own: nothing of an earlier segment is needed any more. */
  | { readonly kind: 'floor'; readonly segment: number };

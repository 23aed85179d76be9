/** A span, as hexadecimal digits: 32 and 16. */
export interface SpanIds {
  readonly traceId: string;
  readonly spanId: string;
}

/** A stanza that telemetry follows. */
export interface StanzaTrace {
  /** Its own span. */
  readonly ref: SpanIds;
  /** What a reading of the monotonic clock has to be added to, to become ms since the epoch: of finer grain than the wall clock. */
  readonly epoch: number;
  /** By session: the delivery that its acknowledgement links to. */
  readonly deliveries: Map<string, SpanIds>;
}

/**
 * A stanza on its way to one or more sessions. One object per stanza, shared by every session it was fanned out to:
 * its identity is what keeps copies from multiplying when several sessions end in turn.
 */
export interface QueuedStanza {
  /** Complete, flat and self-contained: carries `xmlns='jabber:client'`, so it fits TCP and WebSocket alike. */
  readonly xml: string;
  /** UTF-8 length of `xml`. */
  readonly bytes: number;
  /** When it was accepted, ms since the epoch: the stamp of a later XEP-0203 delay. */
  readonly at: number;
  readonly kind: 'message' | 'presence' | 'iq';
  /** The `type` attribute; '' when absent. */
  readonly type: string;
  /** Full JID of the sender, or our domain for what the server says itself. */
  readonly from: string;
  /** Already carries an XEP-0203 delay that must be kept. */
  readonly delayed: boolean;
  /** Worth nothing once it is late: nothing but a chat state (XEP-0085). */
  readonly transient: boolean;
  /** The sender forbids storing it (XEP-0334 §4.2 `no-store`). */
  readonly noStore: boolean;
  /** A copy of what went to or came from another resource (XEP-0280): nobody misses it who is not there. */
  readonly copy: boolean;
  /** Sessions that hold it unacknowledged. */
  holders: number;
  /** Some session acknowledged it: it has arrived, no other copy needs a fate. */
  arrived: boolean;
  /** The journal's marks, 0 until it was first recorded: its number there, and the segment its body was last written to. */
  journalNo: number;
  journalSegment: number;
  /** null unless it was sampled; does not outlive the process. */
  trace: StanzaTrace | null;
}

/** The marks of a stanza that is new: whoever makes another one out of an existing one begins with these again. */
export const UNMARKED = { holders: 0, arrived: false, journalNo: 0, journalSegment: 0, trace: null };

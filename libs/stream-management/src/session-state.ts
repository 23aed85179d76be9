import type { EndReason, HibernationReason, ResumeFailure } from '#contracts';
import type { EnableDecision } from './enable.js';
import type { AckCheck } from './outbound-queue.js';

/**
 * The life of a session (a bound resource and its stream-management state), apart from any connection.
 * Times are monotonic milliseconds. `Attempt` is whatever the runner uses to name a pending `<resume/>`; the machine
 * only hands it back.
 */
export type SessionState<Attempt> =
  /** Bound, stream management not enabled: lives and dies with its connection. */
  | { readonly phase: 'bound' }
  /** Stream management enabled, connected. */
  | { readonly phase: 'live'; readonly grant: EnableDecision }
  /** Waits to be resumed. */
  | {
      readonly phase: 'hibernating';
      readonly grant: EnableDecision;
      readonly since: number;
      readonly deadline: number;
      readonly reason: HibernationReason;
    }
  /** Unroutable; h is being made safe before the queue meets its fates. Late `<resume/>`s wait for that. */
  | {
      readonly phase: 'ending';
      readonly reason: EndReason;
      readonly hibernatedSince: number | null;
      readonly waiting: readonly Attempt[];
    }
  | { readonly phase: 'ended'; readonly reason: EndReason };

export type SessionEvent<Attempt> =
  | { readonly type: 'enable'; readonly grant: EnableDecision }
  | { readonly type: 'connection-lost'; readonly reason: HibernationReason; readonly at: number }
  /** The client said `</stream:stream>` (XEP-0198 §7). */
  | { readonly type: 'stream-closed' }
  /** `ack` is what the client's h means for the queue, judged just before this event. */
  | { readonly type: 'resume'; readonly attempt: Attempt; readonly ack: AckCheck; readonly at: number }
  | { readonly type: 'deadline'; readonly at: number }
  /** An operator gives a sleeper more time; an earlier deadline than it has is none. */
  | { readonly type: 'extend'; readonly deadline: number }
  | { readonly type: 'end'; readonly reason: Exclude<EndReason, 'closed' | 'lost'> }
  /** The old session's h is stored, or could not be: the end goes on either way. */
  | { readonly type: 'h-settled' };

export type SessionEffect<Attempt> =
  | {
      readonly do: 'hibernate';
      readonly since: number;
      readonly deadline: number;
      readonly reason: HibernationReason;
    }
  /** The deadline moved to a later time. */
  | { readonly do: 'extend'; readonly deadline: number; readonly by: number }
  /** Claim for the new connection: displace the old one if it lives, ack, answer, re-send (in that order). */
  | {
      readonly do: 'resume';
      readonly attempt: Attempt;
      readonly hibernatedSince: number | null;
      readonly at: number;
    }
  | {
      readonly do: 'refuse';
      readonly attempt: Attempt;
      readonly failure: ResumeFailure;
      readonly ack: AckCheck | null;
    }
  /** Out of routing; the connection, if any, is closed with what the reason asks for. */
  | { readonly do: 'leave'; readonly reason: EndReason }
  | { readonly do: 'store-h'; readonly reason: EndReason }
  | { readonly do: 'settle'; readonly reason: EndReason; readonly hibernatedSince: number | null };

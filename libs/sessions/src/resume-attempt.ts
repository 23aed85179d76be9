import type { ResumeFailure } from '#contracts';
import type { H, SmNamespace } from '#stream-management';
import type { SessionConnection } from './session-connection.js';

/** How a `<resume/>` came out; the connection commits it, so that SASL2 can answer inline as well. The session is named by its id. */
export type ResumeOutcome =
  | { readonly kind: 'resumed'; readonly sessionId: string; readonly answer: string }
  | { readonly kind: 'failed'; readonly failure: ResumeFailure; readonly answer: string };

/** One `<resume/>` from an authenticated stream (XEP-0198 §5). */
export interface ResumeAttempt {
  readonly namespace: SmNamespace;
  /** As sent: echoed in `<resumed/>`, never logged. */
  readonly previd: string;
  readonly h: H;
  /** Authenticated bare JID. */
  readonly user: string;
  readonly connection: SessionConnection;
  /** ms since the epoch */
  readonly startedAt: number;
  /** Called exactly once. */
  readonly finish: (outcome: ResumeOutcome) => void;
}

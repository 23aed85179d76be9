import type { Clause } from './conversation.js';
import type { Transport } from './venue.js';

export type Verdict =
  | 'kept'
  | 'broken'
  /** The server does not offer what the rule is about. */
  | 'not-offered'
  /** Needs a server set up in a way this one is not. */
  | 'not-asked';

/** How one conversation went over one transport. */
export interface Outcome {
  readonly verdict: Verdict;
  /** What was wrong or missing; empty when the rule was kept. */
  readonly reason: string;
  /** What was sent (→) and what came (←) at the end, oldest first; for broken rules. */
  readonly excerpt: readonly string[];
  /** Tried again for its sake, alone: in how many of three tries the rule was kept after all; absent when in none. */
  readonly keptIn?: number;
}

/** One line of the table. */
export interface Row {
  readonly rule: string;
  readonly about: string;
  readonly clause: Clause;
  readonly outcomes: Readonly<Partial<Record<Transport, Outcome>>>;
}

export interface Report {
  readonly server: string;
  readonly rows: readonly Row[];
}

export const broken = ({ rows }: Report): boolean =>
  rows.some(({ outcomes }) => Object.values(outcomes).some(({ verdict }) => verdict === 'broken'));

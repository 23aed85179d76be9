import type { Buffer } from 'node:buffer';
import type { SaslCondition } from './condition.js';
import type { ScramKeys } from './scram-keys.js';

export interface SaslDeps {
  /** The domain we authenticate for: an authzid must be the user's own bare JID there. Prepared. */
  readonly domain: string;
  /** Whether PLAIN may be used on this connection: TLS, or the laboratory switch. */
  readonly plaintextAllowed: boolean;
  /** Secret of this installation that outlives restarts; unknown users get the same salt from it every time. */
  readonly installationSecret: string | Uint8Array;
  /** Our part of the SCRAM nonce, printable ASCII without comma; fresh randomness by default. */
  readonly nonce?: () => string;
  /** PBKDF2 iterations new accounts get, which unknown users therefore show too. */
  readonly iterations?: number;
}

/** What the exchange wants next. `username` is a prepared localpart. */
export type SaslOutcome =
  /** Send this and pass the answer to `receive`. */
  | { readonly kind: 'challenge'; readonly data: Buffer }
  /** Look the account up and pass its keys, or undefined when there is none, to `supply`. */
  | { readonly kind: 'need-keys'; readonly username: string }
  /** PLAIN: the exchange is over; the password must still be held against the account's keys ({@link PasswordCheck}). */
  | { readonly kind: 'check-password'; readonly username: string; readonly password: string }
  /** Authenticated. `data` goes with the success. Whether the account may log in (disabled?) is not decided here. */
  | { readonly kind: 'success'; readonly username: string; readonly data?: Buffer }
  | { readonly kind: 'failure'; readonly condition: SaslCondition; readonly text?: string };

/** One attempt to authenticate. Neither method waits for anything, and no input makes `receive` throw. */
export interface SaslExchange {
  readonly mechanism: string;
  /** The client's data, decoded; null only when `<auth/>` brought no initial response. */
  receive(payload: Buffer | null): SaslOutcome;
  /** Answers `need-keys`. Throws when nothing was asked for. */
  supply(keys: ScramKeys | undefined): SaslOutcome;
}

export const failure = (condition: SaslCondition, text?: string): SaslOutcome =>
  text === undefined ? { kind: 'failure', condition } : { kind: 'failure', condition, text };

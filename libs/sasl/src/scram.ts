import { Buffer } from 'node:buffer';
import { timingSafeEqual } from 'node:crypto';
import { decodeBase64 } from './base64.js';
import { failure, type SaslDeps, type SaslExchange, type SaslOutcome } from './exchange.js';
import { h, hashSize, hmac, type ScramHash } from './scram-hash.js';
import { decoyKeys, defaultIterations, type ScramKeys } from './scram-keys.js';
import { type ClientFirst, parseClientFinal, parseClientFirst } from './scram-message.js';
import { randomNonce } from './scram-nonce.js';
import { isOwnAuthzid, prepareUsername } from './username.js';
import { decodeUtf8 } from './utf8.js';

type Phase =
  | { readonly name: 'starting' }
  /** We sent the empty challenge. */
  | { readonly name: 'challenged' }
  | { readonly name: 'keys-awaited'; readonly first: ClientFirst; readonly username: string }
  | {
      readonly name: 'final-awaited';
      readonly first: ClientFirst;
      readonly username: string;
      /** Client's and server's. */
      readonly nonce: string;
      readonly serverFirst: string;
      readonly storedKey: Buffer;
      readonly serverKey: Buffer;
    }
  | { readonly name: 'over' };

type PhaseOf<N extends Phase['name']> = Extract<Phase, { name: N }>;
type Step = [next: Phase, outcome: SaslOutcome];

const ended = (outcome: SaslOutcome): Step => [{ name: 'over' }, outcome];

/** `client-first-message` (RFC 5802 §5). */
const readFirst = (payload: Buffer, deps: SaslDeps): Step => {
  const text = decodeUtf8(payload);
  const first = text === undefined ? undefined : parseClientFirst(text);
  if (first === undefined) return ended(failure('malformed-request'));
  // §6: a client that binds the channel without choosing a -PLUS mechanism must be refused.
  if (first.wantsBinding) return ended(failure('malformed-request', 'Channel binding is not offered.'));

  const username = prepareUsername(first.username);
  if (username === undefined) return ended(failure('not-authorized'));
  if (first.authzid !== null && !isOwnAuthzid(first.authzid, username, deps.domain)) {
    return ended(failure('invalid-authzid'));
  }
  return [
    { name: 'keys-awaited', first, username },
    { kind: 'need-keys', username },
  ];
};

/** `server-first-message` (RFC 5802 §5). */
const challenge = (
  { first, username }: PhaseOf<'keys-awaited'>,
  known: ScramKeys | undefined,
  hash: ScramHash,
  deps: SaslDeps,
): Step => {
  const keys = known ?? decoyKeys(deps.installationSecret, username, deps.iterations ?? defaultIterations);
  const storedKey = Buffer.from(keys[hash].storedKey, 'base64');
  const serverKey = Buffer.from(keys[hash].serverKey, 'base64');
  // The store gave us something that is no key: not the client's fault, and not the password's.
  if (storedKey.length !== hashSize[hash] || serverKey.length !== hashSize[hash]) {
    return ended(failure('temporary-auth-failure'));
  }
  const nonce = first.nonce + (deps.nonce ?? randomNonce)();
  const serverFirst = `r=${nonce},s=${keys.salt},i=${keys.iterations}`;
  return [
    {
      name: 'final-awaited',
      first,
      username,
      nonce,
      serverFirst,
      storedKey,
      serverKey,
    },
    { kind: 'challenge', data: Buffer.from(serverFirst) },
  ];
};

/** `client-final-message` to `server-final-message` (RFC 5802 §5). */
const readFinal = (phase: PhaseOf<'final-awaited'>, payload: Buffer, hash: ScramHash): SaslOutcome => {
  const text = decodeUtf8(payload);
  const final = text === undefined ? undefined : parseClientFinal(text);
  const proof = final === undefined ? undefined : decodeBase64(final.proof);
  if (final === undefined || proof?.length !== hashSize[hash]) return failure('malformed-request');

  // The gs2 header is repeated under the signature so that nobody in between could have changed it (§6).
  if (final.binding !== Buffer.from(phase.first.gs2Header).toString('base64')) {
    return failure('not-authorized', 'The channel binding differs from the first message.');
  }
  if (final.nonce !== phase.nonce) return failure('not-authorized', 'The nonce differs from the challenge.');

  // §3: AuthMessage, and ClientKey := ClientProof XOR ClientSignature, whose hash is the StoredKey.
  const authMessage = `${phase.first.bare},${phase.serverFirst},${final.withoutProof}`;
  const signature = hmac(hash, phase.storedKey, authMessage);
  const clientKey = proof.map((byte, i) => byte ^ (signature[i] ?? 0));
  if (!timingSafeEqual(h(hash, clientKey), phase.storedKey)) return failure('not-authorized');

  const verifier = hmac(hash, phase.serverKey, authMessage).toString('base64');
  return { kind: 'success', username: phase.username, data: Buffer.from(`v=${verifier}`) };
};

const step = (phase: Phase, payload: Buffer | null, hash: ScramHash, deps: SaslDeps): Step => {
  switch (phase.name) {
    case 'starting':
      // The client speaks first; where it did not, an empty challenge asks it to (RFC 4422 §3 and §5).
      if (payload === null) return [{ name: 'challenged' }, { kind: 'challenge', data: Buffer.alloc(0) }];
      return readFirst(payload, deps);
    case 'challenged':
      return payload === null ? ended(failure('malformed-request')) : readFirst(payload, deps);
    case 'keys-awaited':
      return ended(failure('malformed-request', 'No response was due.'));
    case 'final-awaited':
      return ended(payload === null ? failure('malformed-request') : readFinal(phase, payload, hash));
    case 'over':
      return ended(failure('malformed-request', 'This exchange is over.'));
  }
};

/** SCRAM without channel binding (RFC 5802, RFC 7677). */
export class ScramExchange implements SaslExchange {
  #phase: Phase = { name: 'starting' };

  constructor(
    readonly mechanism: string,
    private readonly hash: ScramHash,
    private readonly deps: SaslDeps,
  ) {}

  receive(payload: Buffer | null): SaslOutcome {
    return this.#enter(step(this.#phase, payload, this.hash, this.deps));
  }

  supply(keys: ScramKeys | undefined): SaslOutcome {
    switch (this.#phase.name) {
      case 'keys-awaited':
        return this.#enter(challenge(this.#phase, keys, this.hash, this.deps));
      case 'over':
        // The client spoke out of turn while the keys were being looked up, and was already refused for it.
        return this.#enter(ended(failure('malformed-request', 'This exchange is over.')));
      case 'starting':
      case 'challenged':
      case 'final-awaited':
        throw new Error(`no keys are awaited in phase ${this.#phase.name}`);
    }
  }

  #enter([next, outcome]: Step): SaslOutcome {
    this.#phase = next;
    return outcome;
  }
}

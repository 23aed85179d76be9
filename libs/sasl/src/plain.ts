import { Buffer } from 'node:buffer';
import { failure, type SaslDeps, type SaslExchange, type SaslOutcome } from './exchange.js';
import { isOwnAuthzid, prepareUsername } from './username.js';
import { decodeUtf8 } from './utf8.js';

type Phase =
  | { readonly name: 'starting' }
  /** We sent the empty challenge. */
  | { readonly name: 'challenged' }
  | { readonly name: 'over' };

const over: Phase = { name: 'over' };

/** `[authzid] NUL authcid NUL passwd`, the last two never empty (RFC 4616 §2). */
const readMessage = (payload: Buffer, deps: SaslDeps): SaslOutcome => {
  const fields = decodeUtf8(payload)?.split('\0');
  if (fields?.length !== 3) return failure('malformed-request');
  const [authzid, authcid, password] = fields as [string, string, string];
  if (authcid === '' || password === '') return failure('malformed-request');

  const username = prepareUsername(authcid);
  if (username === undefined) return failure('not-authorized');
  if (authzid !== '' && !isOwnAuthzid(authzid, username, deps.domain)) return failure('invalid-authzid');
  return { kind: 'check-password', username, password };
};

const step = (phase: Phase, payload: Buffer | null, deps: SaslDeps): [Phase, SaslOutcome] => {
  switch (phase.name) {
    case 'starting':
      // The client speaks first; where it did not, an empty challenge asks it to (RFC 4422 §3 and §5).
      if (payload === null) return [{ name: 'challenged' }, { kind: 'challenge', data: Buffer.alloc(0) }];
      return [over, readMessage(payload, deps)];
    case 'challenged':
      return [over, payload === null ? failure('malformed-request') : readMessage(payload, deps)];
    case 'over':
      return [over, failure('malformed-request', 'This exchange is over.')];
  }
};

/** PLAIN (RFC 4616). The password leaves here as it came; who checks it prepares it. */
export class PlainExchange implements SaslExchange {
  readonly mechanism = 'PLAIN';
  #phase: Phase = { name: 'starting' };

  constructor(private readonly deps: SaslDeps) {}

  receive(payload: Buffer | null): SaslOutcome {
    const [next, outcome] = step(this.#phase, payload, this.deps);
    this.#phase = next;
    return outcome;
  }

  supply(): SaslOutcome {
    throw new Error('PLAIN asks for no keys');
  }
}

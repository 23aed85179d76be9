/** The server side of SASL (RFC 4422) as XMPP uses it (RFC 6120 §6): pure exchanges, and the keys they are checked against. */
export { decodeBase64, encodeBase64 } from './base64.js';
export { conditionTexts, type SaslCondition, saslConditions } from './condition.js';
export type { SaslDeps, SaslExchange, SaslOutcome } from './exchange.js';
export { mechanisms, startExchange } from './mechanism.js';
export { PasswordCheck } from './password-check.js';
export { defaultIterations, deriveKeys, type ScramKeys, UnusablePassword } from './scram-keys.js';
export { randomNonce } from './scram-nonce.js';

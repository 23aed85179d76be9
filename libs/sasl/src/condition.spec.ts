import { expect, it } from 'vitest';
import { conditionTexts, saslConditions } from './condition.js';

it('has the conditions of RFC 6120 §6.5.1 to §6.5.11, each with a sentence', () => {
  expect(saslConditions).toEqual([
    'aborted',
    'account-disabled',
    'credentials-expired',
    'encryption-required',
    'incorrect-encoding',
    'invalid-authzid',
    'invalid-mechanism',
    'malformed-request',
    'mechanism-too-weak',
    'not-authorized',
    'temporary-auth-failure',
  ]);
  for (const condition of saslConditions) expect(conditionTexts[condition]).toMatch(/^[A-Z].*\.$/);
});

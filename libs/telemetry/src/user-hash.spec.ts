import { expect, it } from 'vitest';
import { userHash } from './index.js';

const key = Buffer.from('0123456789abcdef');

it('is 16 hex characters, the same for the same key and JID only', () => {
  // printf juliet@example.org | openssl dgst -sha256 -hmac 0123456789abcdef
  expect(userHash(key, 'juliet@example.org')).toBe('0238935430f18e93');
  expect(userHash(key, 'romeo@example.org')).not.toBe(userHash(key, 'juliet@example.org'));
  expect(userHash(Buffer.from('fedcba9876543210'), 'juliet@example.org')).not.toBe('0238935430f18e93');
});

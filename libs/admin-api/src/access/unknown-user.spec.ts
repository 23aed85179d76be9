import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { TestApp } from '../testing/test-app.js';
import { verifyPassword } from './password-hash.js';

vi.mock('./password-hash.js', { spy: true });

let app: TestApp;

beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

// Time itself cannot be asserted; that the same work is done can.
it('checks the password of an unknown user against a hash as dear as those of the known ones', async () => {
  await app.client().post('/sign-in', { username: 'nobody', password: 'guess' });
  expect(vi.mocked(verifyPassword).mock.calls).toEqual([
    ['guess', expect.stringMatching(/^scrypt\$16\$1\$1\$/)],
  ]);
});

import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { TestApp } from '../testing/test-app.js';
import type { verifyPassword as VerifyPassword } from './password-hash.js';

vi.mock('./password-hash.js', { spy: true });

let app: TestApp;
let verifyPassword: typeof VerifyPassword;

// Loaded here and anew: what other specs have loaded has the real thing.
beforeAll(async () => {
  vi.resetModules();
  ({ verifyPassword } = await import('./password-hash.js'));
  app = await (await import('../testing/test-app.js')).TestApp.start();
});
afterAll(async () => {
  await app.stop();
  vi.doUnmock('./password-hash.js');
  vi.resetModules();
});

// Time itself cannot be asserted; that the same work is done can.
it('checks the password of an unknown user against a hash as dear as those of the known ones', async () => {
  await app.client().post('/sign-in', { username: 'nobody', password: 'guess' });
  expect(vi.mocked(verifyPassword).mock.calls).toEqual([
    ['guess', expect.stringMatching(/^scrypt\$16\$1\$1\$/)],
  ]);
});

import { TOTP } from 'otpauth';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recoveryCodesSchema, secondFactorSchema } from '#contracts';
import type { ApiClient } from '../testing/api-client.js';
import { PASSWORD, TestApp } from '../testing/test-app.js';

let app: TestApp;
let viewer: ApiClient;
let secret: string;

beforeEach(async () => {
  app = await TestApp.start();
  viewer = await app.as('viewer');
  const offer = await viewer.post('/me/second-factor', { password: PASSWORD });
  ({ secret } = secondFactorSchema.parse(offer.body));
});
afterEach(() => app.stop());

/** What an authenticator shows now, or so many steps from now. */
const code = (steps = 0): string =>
  new TOTP({ secret }).generate({ timestamp: app.clock.now() + steps * 30_000 });
const signIn = (with_?: string) =>
  app.client().post('/sign-in', { username: 'viewer', password: PASSWORD, ...(with_ && { code: with_ }) });
const confirm = async (): Promise<string[]> => {
  const reply = await viewer.post('/me/second-factor/confirm', { code: code() });
  return recoveryCodesSchema.parse(reply.body).recoveryCodes;
};

describe('setting up one-time codes', () => {
  it('takes the present password', async () => {
    const reply = await viewer.post('/me/second-factor', { password: 'wrong' });
    expect(reply).toMatchObject({ status: 403, code: 'wrong-password' });
  });

  it('tells an authenticator all it needs', async () => {
    const { uri } = secondFactorSchema.parse(
      (await viewer.post('/me/second-factor', { password: PASSWORD })).body,
    );
    expect(uri).toMatch(
      /^otpauth:\/\/totp\/Dormouse:viewer\?issuer=Dormouse&secret=[A-Z2-7]{32}&algorithm=SHA1&digits=6&period=30$/,
    );
  });

  it('changes nothing until a code has confirmed it', async () => {
    expect((await signIn()).status).toBe(200);
    const wrong = code() === '000000' ? '000001' : '000000';
    expect(await viewer.post('/me/second-factor/confirm', { code: wrong })).toMatchObject({
      code: 'wrong-code',
    });
    expect((await signIn()).status).toBe(200);
    expect(await confirm()).toHaveLength(10);
    expect(await signIn()).toMatchObject({ status: 401, code: 'code-required' });
  });

  it('is told to whose account it is, with the recovery codes that are left', async () => {
    const told = async () => (await viewer.get('/me/second-factor')).body;
    expect(await told()).toEqual({ on: false, recoveryCodes: 0 });
    const [recovery] = await confirm();
    expect(await told()).toEqual({ on: true, recoveryCodes: 10 });
    expect((await signIn(recovery)).status).toBe(200);
    expect(await told()).toEqual({ on: true, recoveryCodes: 9 });
  });

  it('is done once', async () => {
    await confirm();
    expect(await viewer.post('/me/second-factor', { password: PASSWORD })).toMatchObject({
      code: 'second-factor-exists',
    });
    expect(await viewer.post('/me/second-factor/confirm', { code: code() })).toMatchObject({
      code: 'second-factor-exists',
    });
  });

  it('is undone with the present password, or by an administrator', async () => {
    await confirm();
    expect(await viewer.post('/me/second-factor/remove', { password: 'wrong' })).toMatchObject({
      code: 'wrong-password',
    });
    expect((await viewer.post('/me/second-factor/remove', { password: PASSWORD })).status).toBe(204);
    expect((await signIn()).status).toBe(200);
    expect(await viewer.post('/me/second-factor/remove', { password: PASSWORD })).toMatchObject({
      code: 'no-second-factor',
    });
    await viewer.post('/me/second-factor', { password: PASSWORD });
    const admin = await app.as('admin');
    expect((await admin.delete('/operators/viewer/second-factor')).status).toBe(204);
    expect(await admin.delete('/operators/viewer/second-factor')).toMatchObject({ code: 'no-second-factor' });
  });
});

describe('signing in with one-time codes', () => {
  let recovery: string[];
  beforeEach(async () => {
    recovery = await confirm();
  });

  it('asks for one only after the right password, and does not count that as a failure', async () => {
    const wrong = await app
      .client()
      .post('/sign-in', { username: 'viewer', password: 'guess', code: code(1) });
    expect(wrong).toMatchObject({ status: 401, code: 'wrong-credentials' });
    for (let i = 0; i < 10; i++) expect(await signIn()).toMatchObject({ code: 'code-required' });
  });

  it('takes each code once, that of the confirmation included, and none from before', async () => {
    expect(await signIn(code())).toMatchObject({ code: 'wrong-credentials' });
    const next = code(1);
    expect((await signIn(next)).status).toBe(200);
    expect(await signIn(next)).toMatchObject({ code: 'wrong-credentials' });
    app.clock.advance(60_000);
    expect(await signIn(code(-1))).toMatchObject({ code: 'wrong-credentials' });
    expect((await signIn(code())).status).toBe(200);
  });

  it('forgives a clock that is a step off, and no more', async () => {
    app.clock.advance(300_000);
    expect(await signIn(code(-2))).toMatchObject({ code: 'wrong-credentials' });
    expect(await signIn(code(2))).toMatchObject({ code: 'wrong-credentials' });
    expect((await signIn(code(-1))).status).toBe(200);
    expect((await signIn(code(1))).status).toBe(200);
  });

  it('takes each recovery code once, however it is typed', async () => {
    const [first = ''] = recovery;
    expect(first).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    expect((await signIn(first.toUpperCase().replaceAll('-', ' '))).status).toBe(200);
    expect(await signIn(first)).toMatchObject({ code: 'wrong-credentials' });
    expect((await signIn(recovery[1])).status).toBe(200);
    const kept = JSON.stringify(app.operators.operators.get('viewer'));
    for (const one of recovery) expect(kept).not.toContain(one);
  });

  it('brakes who guesses codes', async () => {
    for (let i = 0; i < 5; i++) await signIn('999999');
    expect(await signIn(code(1))).toMatchObject({ status: 429, code: 'too-many-attempts' });
  });
});

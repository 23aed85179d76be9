import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SettingView, settingsSchema, settingViewSchema } from '#contracts';
import type { ApiClient } from '../testing/api-client.js';
import { TestApp } from '../testing/test-app.js';

let app: TestApp;
let admin: ApiClient;

beforeEach(async () => {
  app = await TestApp.start();
  admin = await app.as('admin');
  app.operators.entries.length = 0;
});
afterEach(() => app.stop());

const ANY = { 'if-match': '*' };
const DELAY = '/settings/smacks_max_ack_delay';
const view = async (path: string): Promise<SettingView> =>
  settingViewSchema.parse((await admin.get(path)).body);

describe('GET /settings', () => {
  it('tells of every option what holds, where that is from and what it may be', async () => {
    const viewer = await app.as('viewer');
    const { items } = settingsSchema.parse((await viewer.get('/settings')).body);
    const named = Object.fromEntries(items.map((item) => [item.name, item]));
    expect(named['smacks_max_ack_delay']).toMatchObject({
      area: 'Stream management',
      value: { value: 50 },
      default: { value: 60 },
      configured: { value: 50 },
      source: 'file',
      where: 'dormouse.yaml:1',
      live: true,
      allowed: 'whole seconds from 0 to 3600',
      schema: { type: 'integer', minimum: 0, maximum: 3600 },
    });
    expect(named['smacks_ack_timeout']).toMatchObject({ source: 'environment', where: 'SMACKS_ACK_TIMEOUT' });
    // A digit in the name of the variable does not make it a file.
    expect(named['c2s_tls_port']).toMatchObject({ source: 'environment', where: 'DORMOUSE_C2S_TLS_PORT' });
    expect(named['c2s_port']).toMatchObject({ source: 'default', where: null, live: false });
    expect(named['smacks_location']).toMatchObject({ value: null, set: false });
    expect(named['smacks_max_hibernation_time']).toMatchObject({
      set: false,
      defaultWords: 'the value of `smacks_hibernation_time`',
    });
  });

  it('never shows a secret', async () => {
    expect(await view('/settings/admin_password')).toMatchObject({
      secret: true,
      value: null,
      default: null,
    });
    expect(await admin.get('/settings/nope')).toMatchObject({ status: 404, code: 'no-such-setting' });
  });
});

describe('setting an option', () => {
  it('acts at once, over the file, and says so; cleared, the file holds again', async () => {
    const reply = await admin.put(DELAY, { value: 5 }, ANY);
    expect(reply).toMatchObject({
      status: 200,
      body: { value: { value: 5 }, configured: { value: 50 }, source: 'runtime', setBy: 'admin' },
    });
    expect(app.live.configuration.smacks.maxAckDelay).toBe(5000);
    expect(await view(DELAY)).toEqual(reply.body);
    expect(await admin.delete(DELAY, ANY)).toMatchObject({
      status: 200,
      body: { value: { value: 50 }, source: 'file', setBy: null },
    });
    expect(app.live.configuration.smacks.maxAckDelay).toBe(50_000);
    expect(app.operators.entries).toMatchObject([
      { action: 'setting-set', target: 'smacks_max_ack_delay', before: '50 (configured)', after: '5' },
      { action: 'setting-clear', before: '5', after: '50 (configured)', result: 'done' },
    ]);
  });

  it('takes what the option takes', async () => {
    expect(await admin.put(DELAY, { value: '7' }, ANY)).toMatchObject({ body: { value: { value: 7 } } });
    expect(await admin.put('/settings/smacks_max_old_sessions', { value: null }, ANY)).toMatchObject({
      body: { value: { value: null } },
    });
    expect(await admin.put('/settings/registration', { value: true }, ANY)).toMatchObject({ status: 200 });
    expect(await admin.put(DELAY, { value: 3601 }, ANY)).toMatchObject({
      status: 422,
      code: 'setting-not-allowed',
      body: { detail: 'smacks_max_ack_delay must be whole seconds from 0 to 3600.' },
    });
    expect(await admin.put(DELAY, { value: [1] }, ANY)).toMatchObject({ status: 400 });
    expect(app.live.configuration.smacks.maxAckDelay).toBe(7000);
  });

  it('is refused where only a restart would help', async () => {
    expect(await admin.put('/settings/c2s_port', { value: 5 }, ANY)).toMatchObject({
      status: 409,
      code: 'restart-needed',
    });
    expect(app.operators.entries).toMatchObject([{ action: 'setting-set', result: 'restart-needed' }]);
  });

  it('does not overwrite unseen what somebody else has set', async () => {
    const { version } = await view(DELAY);
    expect(await admin.put(DELAY, { value: 5 })).toMatchObject({ status: 428 });
    const both = await Promise.all(
      [5, 6].map((value) => admin.put(DELAY, { value }, { 'if-match': `"${version}"` })),
    );
    expect(both.map(({ status }) => status)).toEqual([200, 412]);
    expect(both[0]?.headers.get('etag')).toBe(`"${(await view(DELAY)).version}"`);
    expect(await admin.delete(DELAY, { 'if-match': `"${version}"` })).toMatchObject({ status: 412 });
    expect(app.live.configuration.smacks.maxAckDelay).toBe(5000);
  });

  it('is for administrators', async () => {
    const operator = await app.as('operator');
    expect(await operator.put(DELAY, { value: 5 }, ANY)).toMatchObject({ status: 403 });
    expect(await operator.delete(DELAY, ANY)).toMatchObject({ status: 403 });
    expect(await operator.post(`${DELAY}/undo`, undefined, ANY)).toMatchObject({ status: 403 });
  });

  it('that cannot be kept is not in force either', async () => {
    app.settings.broken = true;
    expect(await admin.put(DELAY, { value: 5 }, ANY)).toMatchObject({ status: 500 });
    expect(app.live.configuration.smacks.maxAckDelay).toBe(50_000);
    expect(await view(DELAY)).toMatchObject({ source: 'file' });
    expect(app.operators.entries).toMatchObject([{ result: 'failed' }]);
  });
});

describe('undo', () => {
  const undo = () => admin.post(`${DELAY}/undo`, undefined, ANY);

  it('takes the last change back, and takes that back as well', async () => {
    expect(await undo()).toMatchObject({ status: 409, code: 'nothing-to-undo' });
    await admin.put(DELAY, { value: 5 }, ANY);
    await admin.put(DELAY, { value: 6 }, ANY);
    expect(await undo()).toMatchObject({ body: { value: { value: 5 } } });
    expect(await undo()).toMatchObject({ body: { value: { value: 6 } } });
    await admin.delete(DELAY, ANY);
    expect(await undo()).toMatchObject({ body: { value: { value: 6 }, source: 'runtime' } });
    expect(await undo()).toMatchObject({ body: { value: { value: 50 }, source: 'file' } });
  });

  it('is in the history, which says who', async () => {
    await admin.put(DELAY, { value: 5 }, ANY);
    await undo();
    expect((await admin.get(`${DELAY}/history`)).body).toMatchObject({
      items: [
        { before: { value: 5 }, after: null, setBy: 'admin' },
        { before: null, after: { value: 5 } },
      ],
    });
    expect(await admin.get(`${DELAY}/history?after=x`)).toMatchObject({ code: 'invalid-cursor' });
  });
});

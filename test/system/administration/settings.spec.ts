import { beforeAll, expect, it } from 'vitest';
import type { SettingView } from '#contracts';
import { control } from '../../support/control-socket.js';
import { enable, openSecureStream } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { type Api, apisOf } from './api.js';

const stage = openStage({ SMACKS_HIBERNATION_TIME: '200' });
let api: Api;
beforeAll(async () => {
  api = (await apisOf(stage.server))('the-admin');
});

const TIME = '/settings/smacks_hibernation_time';

/** How long a client is told that its session may sleep. */
async function granted(): Promise<string | undefined> {
  const client = await (await stage.person('romeo')).signIn('starttls', { presence: false });
  return (await enable(client)).attrs['max'];
}

async function registers(): Promise<boolean> {
  const client = await stage.connect('starttls');
  const features = await openSecureStream(client);
  return features.child('register', 'http://jabber.org/features/iq-register') !== undefined;
}

it('a setting acts at the next client, over the environment, is undone, and outlives a restart', async () => {
  expect(await granted()).toBe('200');
  const { etag } = await api.get(TIME);
  const set = await api.put<SettingView>(TIME, { value: 77 }, { 'if-match': etag ?? '' });
  expect(set).toMatchObject({ status: 200, body: { source: 'runtime', configured: { value: 200 } } });
  expect(await granted()).toBe('77');
  expect(await api.put(TIME, { value: 78 }, { 'if-match': etag ?? '' })).toMatchObject({ status: 412 });
  expect(await api.post(`${TIME}/undo`, undefined, { 'if-match': set.etag ?? '' })).toMatchObject({
    status: 200,
    body: { value: { value: 200 }, source: 'environment', where: 'SMACKS_HIBERNATION_TIME' },
  });
  expect(await granted()).toBe('200');

  await api.put(TIME, { value: 99 }, { 'if-match': '*' });
  expect(await registers()).toBe(false);
  await api.put('/settings/registration', { value: true }, { 'if-match': '*' });
  expect(await registers()).toBe(true);

  await stage.server.kill();
  await stage.server.restart();
  expect(await granted()).toBe('99');
  expect(await registers()).toBe(true);
  const { dataDir } = stage.server;
  expect(await control(dataDir, 'GET', TIME)).toMatchObject({
    body: { setBy: 'the-admin', source: 'runtime', value: { value: 99 } },
  });
  expect(await control(dataDir, 'DELETE', TIME, undefined, { 'if-match': '*' })).toMatchObject({
    status: 200,
  });
  expect(await granted()).toBe('200');
}, 150_000);

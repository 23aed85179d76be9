import { beforeAll, expect, it } from 'vitest';
import type { BulkJobView, BulkPreview, BulkResultPage, Page, SessionView } from '#contracts';
import { NS, STANZA_ERROR } from '../../support/namespaces.js';
import { askToResume, authenticate, bind, enable, openStream, resume } from '../../support/negotiation.js';
import { openStage, type Person } from '../../support/stage.js';
import type { XmlClient } from '../../support/xml-client.js';
import { type Api, apisOf } from './api.js';

const SLEEPERS = 500;
const AT_A_TIME = 20;

const stage = openStage({
  DORMOUSE_C2S_ALLOW_PLAINTEXT: 'true',
  SMACKS_MAX_HIBERNATED_SESSIONS: 'none',
  SMACKS_MAX_OLD_SESSIONS: 'none',
});
let api: Api;
beforeAll(async () => {
  api = (await apisOf(stage.server))('the-operator');
});

async function arrive(person: Person): Promise<XmlClient> {
  const client = await stage.connect('plaintext');
  await openStream(client);
  await authenticate(client, person.user, person.password, 'PLAIN');
  return client;
}

/** Sessions of one person, logged in and lost, in the order of their resources. */
async function sleepers(person: Person): Promise<XmlClient[]> {
  const clients: XmlClient[] = [];
  const one = async (i: number) => {
    const client = await arrive(person);
    await bind(client, `r${i}`);
    await enable(client);
    await client.hangUp();
    clients[i] = client;
  };
  for (let i = 0; i < SLEEPERS; i += AT_A_TIME)
    await Promise.all(Array.from({ length: AT_A_TIME }, (_, n) => one(i + n)));
  return clients;
}

const counted = async (filter: string): Promise<number> =>
  (await api.get<Page<SessionView>>(`/sessions?limit=1&filter=${encodeURIComponent(filter)}`)).body.total;

/** Asks until the job looks as wanted. */
async function jobUntil(id: string, wanted: (job: BulkJobView) => boolean): Promise<BulkJobView> {
  for (;;) {
    const { body } = await api.get<BulkJobView>(`/bulk/${id}`);
    if (wanted(body)) return body;
  }
}

it(`expires ${SLEEPERS}, one of which resumes meanwhile, cancelled half-way and resumed`, async () => {
  const romeo = await stage.person('romeo');
  const lost = await sleepers(romeo);
  while ((await counted('state=hibernating')) < SLEEPERS);

  const request = {
    action: 'expire',
    filter: ['state=hibernating', `user=${romeo.jid}`],
    reason: 'making room',
  };
  const preview = await api.post<BulkPreview>('/bulk/preview', request);
  expect(preview.body).toMatchObject({ action: 'expire', count: SLEEPERS });
  expect(preview.body.sample).toHaveLength(20);
  const { token } = preview.body;
  expect(await api.post('/bulk', { token, confirm: SLEEPERS - 1 })).toMatchObject({ code: 'wrong-count' });

  const awake = await arrive(romeo);
  await resume(awake, lost[450] as XmlClient);
  const started = await api.post<BulkJobView>('/bulk', { token, confirm: SLEEPERS, perSecond: 150 });
  expect(started).toMatchObject({ status: 202, body: { state: 'running', total: SLEEPERS } });
  const { id } = started.body;
  await jobUntil(id, ({ done }) => done >= 100);
  expect(await api.post(`/bulk/${id}/cancel`)).toMatchObject({ status: 200, body: { state: 'cancelled' } });

  expect(await api.post(`/bulk/${id}/resume`)).toMatchObject({ status: 200, body: { state: 'running' } });
  await jobUntil(id, ({ done }) => done >= 200);
  await api.post(`/bulk/${id}/cancel`);
  // What was under way is finished; from then on nothing moves.
  const asleep = () => counted('state=hibernating');
  const stopped = await jobUntil(id, ({ done, failed, left }) => done + failed + left === SLEEPERS);
  expect(stopped).toMatchObject({ state: 'cancelled', skipped: 0 });
  const leftAsleep = async () => {
    const { left, failed } = (await api.get<BulkJobView>(`/bulk/${id}`)).body;
    return left - (failed === 0 ? 1 : 0);
  };
  while ((await asleep()) !== (await leftAsleep()));
  expect(await asleep()).toBeGreaterThan(0);

  await api.post(`/bulk/${id}/resume`);
  const job = await jobUntil(id, ({ state }) => state === 'done');
  expect(job).toMatchObject({
    done: SLEEPERS - 1,
    failed: 1,
    skipped: 0,
    left: 0,
    about: request.filter.join(' and '),
  });
  const failed = await api.get<BulkResultPage>(`/bulk/${id}/results?outcome=failed`);
  const [item] = failed.body.items;
  expect(failed.body.items).toMatchObject([{ outcome: 'failed', why: 'wrong-state' }]);
  expect((await api.get<SessionView>(`/sessions/${item?.id}`)).body).toMatchObject({
    state: 'connected',
    resource: 'r450',
  });
  await awake.expectNothing();
  expect(await asleep()).toBe(0);

  const late = await arrive(romeo);
  for (const client of [lost[0], lost[499]]) {
    askToResume(late, client as XmlClient);
    await late.expect(`<failed xmlns='${NS.sm3}' h='0'><item-not-found ${STANZA_ERROR}/></failed>`);
  }
  const { body } = await api.get<Page<{ result: string }>>(`/audit?action=bulk-end&limit=1`);
  expect(body.items).toMatchObject([{ target: id, result: 'done: 499 done, 1 failed, 0 skipped, 0 left' }]);
}, 150_000);

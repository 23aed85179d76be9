import { beforeAll, describe, expect, it } from 'vitest';
import type {
  AckRequestResult,
  ExtendResult,
  Page,
  QueuedStanzaView,
  QueuePage,
  SessionView,
} from '#contracts';
import { NS, STANZA_ERROR } from '../../support/namespaces.js';
import { askToResume, resume } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';
import { type Api, apisOf } from './api.js';

const stage = openStage({ SMACKS_MAX_ACK_DELAY: '0' });
let api: Api;
let reader: Api;
beforeAll(async () => {
  const who = await apisOf(stage.server);
  api = who('the-operator');
  reader = who('the-reader');
});

const BOUNCED = `<error type='wait'><recipient-unavailable ${STANZA_ERROR}/></error>`;
const failedWith = (h: number | '-') =>
  `<failed xmlns='${NS.sm3}' h='${h}'><item-not-found ${STANZA_ERROR}/></failed>`;

/** The session of a full JID as the API shows it. */
async function sessionOf(fullJid: string): Promise<SessionView> {
  const [user, resource] = fullJid.split('/');
  const filter = [`user=${user}`, `resource=${resource}`].map((one) => `filter=${encodeURIComponent(one)}`);
  const { body } = await api.get<Page<SessionView>>(`/sessions?${filter.join('&')}`);
  const [session] = body.items;
  if (session === undefined) throw new Error(`${fullJid} has no session`);
  return session;
}

const act = <T>(id: string, action: string, more: object = {}, headers: Record<string, string> = {}) =>
  api.post<T>(`/sessions/${id}/${action}`, { reason: 'the test', ...more }, headers);

/** Somebody's sleeping session, and who wrote to it: `count` messages wait that nobody acknowledged. */
async function sleeper(count: number) {
  const romeo = await stage.person('romeo');
  const lost = await romeo.signIn('starttls', { sm: 'resume', presence: false });
  const balcony = await (await stage.person('juliet')).signIn('starttls');
  lost.answering = false;
  for (let i = 1; i <= count; i += 1)
    balcony.send(`<message to='${lost.fullJid}' type='chat' id='m${i}'><body>word ${i}</body></message>`);
  await balcony.expectNothing();
  await lost.hangUp();
  return { romeo, lost, balcony, session: await sessionOf(lost.fullJid) };
}

describe.each(TRANSPORTS)('at the socket of a client over %s', (transport) => {
  it('request-ack: an <r/> arrives though nothing is unacknowledged, and the answer is told', async () => {
    const romeo = await stage.person('romeo');
    const client = await romeo.signIn(transport, { sm: 'resume', presence: false });
    client.showRequests = true;
    const { id } = await sessionOf(client.fullJid);
    const { status, body } = await act<AckRequestResult>(id, 'request-ack', { waitSeconds: 8 });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { outcome: 'done', answered: true, unacked: 0 },
    });
    await client.expect(`<r xmlns='${NS.sm3}'/>`);
    await client.expectNothing();
  });

  it('disconnect: the connection ends after a final <a/> without an error, and the session is resumed', async () => {
    const romeo = await stage.person('romeo');
    const client = await romeo.signIn(transport, { sm: 'resume', presence: false });
    client.send(`<message to='${romeo.jid}' type='headline'><body>one</body></message>`);
    await client.acked();
    const { id } = await sessionOf(client.fullJid);
    expect(await act(id, 'disconnect')).toMatchObject({ status: 200 });
    expect(await client.nextAck()).toBe(1);
    if (transport === 'starttls') await client.expectEvent('end');
    else await client.ended();
    expect(await sessionOf(client.fullJid)).toMatchObject({
      id,
      state: 'hibernating',
      hibernationReason: 'operator',
    });
    const next = await romeo.arrive(transport);
    await resume(next, client);
    expect(await sessionOf(client.fullJid)).toMatchObject({ id, state: 'connected', resumes: 1 });
  });

  it('kill: a stream error with the reason, and nothing to resume but an h', async () => {
    const romeo = await stage.person('romeo');
    const client = await romeo.signIn(transport, { sm: 'resume', presence: false });
    const { id } = await sessionOf(client.fullJid);
    expect(await act(id, 'kill', { reason: 'a stolen phone' })).toMatchObject({ status: 200 });
    const error = await client.expectStreamError('policy-violation');
    expect(error.childText('text', NS.streamErrors)).toBe('a stolen phone');
    const late = await romeo.arrive(transport);
    askToResume(late, client);
    await late.expect(failedWith(0));
  });
});

describe('a sleeping session', () => {
  it('extend: outlives the deadline it had, when its sibling does not', async () => {
    const romeo = await stage.person('romeo');
    await stage.server.setLimit(romeo.jid, 'smacks_hibernation_time', 3);
    const balcony = await (await stage.person('juliet')).signIn('starttls');
    const lost = await romeo.signIn('starttls', { sm: 'resume', presence: false });
    const sibling = await romeo.signIn('starttls', { sm: 'resume', presence: false });
    sibling.send(`<presence to='${balcony.fullJid}'/>`);
    await balcony.expect(`<presence from='${sibling.fullJid}'/>`);
    await lost.hangUp();
    const { id, deadline } = await sessionOf(lost.fullJid);
    const { status, body } = await act<ExtendResult>(id, 'extend', { seconds: 3600, beyondLimit: true });
    expect({ status, body }).toMatchObject({ status: 200, body: { outcome: 'done', capped: false } });
    // Clocks tell fractions of a millisecond.
    expect(body.deadline - (deadline ?? 0)).toBeCloseTo(3_600_000, 0);
    expect((await sessionOf(lost.fullJid)).deadline).toBe(body.deadline);
    sibling.cut();
    await balcony.expect(`<presence type='unavailable' from='${sibling.fullJid}'/>`);
    await resume(await romeo.arrive('starttls'), lost);
  });

  it('expire: what waited meets its fate, a late resume hears h, and a second try is told that it is gone', async () => {
    const { romeo, lost, balcony, session } = await sleeper(2);
    const key = { 'idempotency-key': 'once' };
    expect(await act(session.id, 'expire', {}, key)).toMatchObject({ status: 200 });
    for (const id of ['m1', 'm2'])
      await balcony.expect(`<message type='error' id='${id}' from='${lost.fullJid}'>${BOUNCED}</message>`);
    expect(await act(session.id, 'expire', {}, key)).toMatchObject({ status: 200 });
    expect(await act(session.id, 'expire')).toMatchObject({ status: 404, code: 'no-such-session' });
    const late = await romeo.arrive('starttls');
    askToResume(late, lost);
    await late.expect(failedWith(lost.sm?.sent ?? 0));
    expect(await api.delete(`/old-sessions/${session.id}`)).toMatchObject({ status: 204 });
    askToResume(late, lost);
    await late.expect(failedWith('-'));
  });

  it('forget all: none of its late resumes hears an h', async () => {
    const { romeo, lost, session } = await sleeper(0);
    await act(session.id, 'kill');
    const path = `/users/${romeo.jid}/old-sessions`;
    expect(await api.delete(path)).toMatchObject({ status: 200, body: { forgotten: 1 } });
    const late = await romeo.arrive('starttls');
    askToResume(late, lost);
    await late.expect(failedWith('-'));
  });

  it('shows its queue to everybody, what is said to those who may peek, and that is written down', async () => {
    const { session } = await sleeper(3);
    const queue = await api.get<QueuePage>(`/sessions/${session.id}/queue?limit=2`);
    expect(queue.body).toMatchObject({
      items: [{ n: 1, kind: 'message', type: 'chat', sent: true }, { n: 2 }],
      next: '2',
      total: 3,
    });
    expect(JSON.stringify(queue.body)).not.toContain('word');
    const stanza = `/sessions/${session.id}/queue/2`;
    expect(await api.get(stanza)).toMatchObject({ status: 403, code: 'right-missing' });
    const peeked = await reader.get<QueuedStanzaView>(stanza);
    expect(peeked.body.xml).toContain('<body>word 2</body>');
    const { body } = await api.get<Page<{ actor: string }>>('/audit?action=stanza-peek&limit=1');
    expect(body.items).toMatchObject([{ actor: 'the-reader', target: session.id, detail: 'stanza 2' }]);
  });

  it('is refused what it has no state for', async () => {
    const { session } = await sleeper(0);
    for (const action of ['disconnect', 'request-ack'])
      expect(await act(session.id, action)).toMatchObject({ status: 409, code: 'wrong-state' });
  });
});

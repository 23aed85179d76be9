import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CutProxy } from '../support/cut-proxy.js';
import {
  type Account,
  type ClientEvent,
  DrivenClient,
  type StartClient,
  slixmppClient,
} from '../support/driven-client.js';
import { JsonProcess } from '../support/json-process.js';
import { describeOutages } from '../support/outages.js';
import { openStage, type Person } from '../support/stage.js';

const main = fileURLToPath(new URL('./nbxmpp_client.py', import.meta.url));
const startAt = (where: object, account: Account) => {
  const child = new JsonProcess<ClientEvent>('/usr/bin/python3', ['-u', main]);
  child.send({ cmd: 'connect', ...where, ...account });
  return new DrivenClient(child);
};
/** Debian's python3-nbxmpp, what Gajim is built on, by STARTTLS. */
const byStarttls: StartClient = (port, account) => startAt({ host: '127.0.0.1', port }, account);
const byWebSocket: StartClient = (port, account) =>
  startAt({ service: `ws://127.0.0.1:${port}/xmpp-websocket` }, account);

const stage = openStage();

describeOutages('nbxmpp', stage, byStarttls, (address) => address.c2s);

describe('nbxmpp on two devices of one person, and a slixmpp friend', () => {
  const enter = async (start: StartClient, port: number, { user, password }: Person, resource: string) => {
    const client = start(port, { user, password, resource });
    onTestFinished(() => client.dispose());
    await client.event('online');
    await client.settle();
    return client;
  };

  it('over WebSocket: a subscription, a chat with its copies, and after a cut all of it once and in order', async () => {
    const romeo = await stage.person('romeo');
    const juliet = await stage.person('juliet');
    const { http, c2s } = stage.server.address;
    const friend = await enter(slixmppClient, c2s, juliet, 'balcony');
    const [phoneJid, tabletJid, friendJid] = [
      `${romeo.jid}/phone`,
      `${romeo.jid}/tablet`,
      `${juliet.jid}/balcony`,
    ];
    await friend.send(romeo.jid, 'while you were away');
    await friend.send(friendJid, 'said');
    await friend.bodiesUpTo('said');
    const network = await CutProxy.to(http);
    onTestFinished(() => network.close());
    const phone = await enter(byWebSocket, network.port, romeo, 'phone');
    expect(await phone.bodiesUpTo('while you were away')).toEqual(['while you were away']);
    expect(phone.messages[0]?.delayed).toBe(true);
    const tablet = await enter(byStarttls, c2s, romeo, 'tablet');

    friend.subscription('subscribe', romeo.jid);
    await phone.hears([{ event: 'presence', type: 'subscribe', from: juliet.jid }]);
    phone.subscription('subscribed', juliet.jid);
    phone.subscription('subscribe', juliet.jid);
    await friend.hears([
      { event: 'presence', type: 'available', from: phoneJid },
      { event: 'presence', type: 'available', from: tabletJid },
      { event: 'presence', type: 'subscribe', from: romeo.jid },
    ]);
    friend.subscription('subscribed', romeo.jid);
    const met: Partial<ClientEvent>[] = [
      { event: 'push', jid: juliet.jid, subscription: 'both' },
      { event: 'presence', type: 'available', from: friendJid },
    ];
    await phone.hears(met);
    await tablet.hears(met);

    await phone.send(friendJid, 'hello friend');
    expect(await friend.bodiesUpTo('hello friend')).toContain('hello friend');
    await friend.send(phoneJid, 'hello phone');
    await phone.hears([{ event: 'message', from: friendJid, body: 'hello phone' }]);
    await tablet.hears([
      { event: 'carbon', way: 'sent', from: phoneJid, to: friendJid, body: 'hello friend' },
      { event: 'carbon', way: 'received', from: friendJid, to: phoneJid, body: 'hello phone' },
    ]);

    const mark = phone.heard.length;
    const friendMark = friend.heard.length;
    network.refuse();
    network.cut();
    await phone.event('disconnected');
    const missed = Array.from({ length: 20 }, (_, i) => `missed ${i}`);
    for (const word of missed) await friend.send(phoneJid, word);
    await friend.send(tabletJid, 'aside');
    friend.show('away');
    tablet.subscription('subscribe', `stranger-of-${romeo.user}@localhost`);
    const changed: Partial<ClientEvent>[] = [
      { event: 'presence', from: friendJid, show: 'away' },
      { event: 'push', jid: `stranger-of-${romeo.user}@localhost` },
    ];
    // When the tablet has its share of all this, the server has put aside the phone's.
    await tablet.hears([...changed, { event: 'message', body: 'aside' }]);
    network.accept();
    await phone.event('resumed');
    await friend.send(phoneJid, 'after');
    await phone.hears(
      [...changed, { event: 'carbon', body: 'aside' }, { event: 'message', body: 'after' }],
      mark,
    );
    const since = phone.heard.slice(mark);
    expect(since.flatMap((event) => (event.event === 'message' ? [event.body] : []))).toEqual([
      ...missed,
      'after',
    ]);
    expect(since.filter(({ event }) => event === 'carbon')).toHaveLength(1);
    expect(since.filter(({ event }) => event === 'enabled')).toEqual([]);

    // What the friend had been told of the cut would have come before this.
    phone.show('dnd');
    await friend.hears([{ event: 'presence', from: phoneJid, show: 'dnd' }], friendMark);
    const told = friend.heard.slice(friendMark).filter((event) => event.event === 'presence');
    expect(told.filter(({ type }) => type !== 'available')).toEqual([]);
  });
});

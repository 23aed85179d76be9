import { afterEach, describe, expect, it } from 'vitest';
import { StreamFeatures } from '#sessions';
import { PresenceAccess } from '../presence-access/presence-access.js';
import { IqRegistry } from '../registry/iq-registry.js';
import { ImRoom, parse } from '../testing/im-room.js';
import { verification } from './verification.js';

let room: ImRoom;
afterEach(() => room.close());

const INFO_NS = 'http://jabber.org/protocol/disco#info';

async function ask(to: string | undefined, query: string, settings: Record<string, string> = {}) {
  room = await ImRoom.openWith(settings);
  return askAgain(to, query);
}

async function askAgain(to: string | undefined, query: string) {
  const romeo = room.enter('romeo@localhost/balcony');
  const address = to === undefined ? '' : ` to='${to}'`;
  await romeo.saysAndIsTold(`<iq xmlns='jabber:client' type='get' id='d'${address}>${query}</iq>`);
  return romeo.hears().join('');
}

const INFO = `<query xmlns='${INFO_NS}'/>`;
const ITEMS = "<query xmlns='http://jabber.org/protocol/disco#items'/>";
const features = (answer: string) => [...answer.matchAll(/<feature var='([^']+)'/g)].map(([, name]) => name);
const caps = () => {
  const offered = parse(
    `<features xmlns='f'>${room.get(StreamFeatures).at('after-authentication')}</features>`,
  );
  return offered.getChild('c', 'http://jabber.org/protocol/caps')?.attrs ?? {};
};

describe('service discovery', () => {
  it('lists for the server exactly what its handlers declare', async () => {
    const answer = await ask('localhost', INFO);
    expect(answer).toContain("<identity category='server' type='im' name='Dormouse'/>");
    expect(features(answer)).toEqual(room.get(IqRegistry).features('server'));
    expect(features(answer)).toEqual(expect.arrayContaining(['jabber:iq:version', 'urn:xmpp:hints']));
    expect(answer).not.toContain('jabber:x:data');
  });

  it.each([undefined, 'romeo@localhost'])(
    'lists for the own account (to=%s) what answers there',
    async (to) => {
      const answer = await ask(to, INFO);
      expect(answer).toContain("<identity category='account' type='registered'/>");
      expect(features(answer)).toEqual(room.get(IqRegistry).features('own-account'));
      expect(features(answer)).not.toContain('jabber:iq:version');
    },
  );

  it.each(['localhost', 'romeo@localhost'])('knows no nodes of %s', async (to) => {
    for (const ns of [INFO_NS, 'http://jabber.org/protocol/disco#items'])
      expect(await ask(to, `<query xmlns='${ns}' node='n'/>`)).toContain('<item-not-found ');
  });

  it('tells of no items', async () => {
    expect(await ask('localhost', ITEMS)).toContain(`${ITEMS}</iq>`);
  });

  it('tells of another account only who may see its presence (XEP-0030 §8)', async () => {
    expect(await ask('juliet@localhost', INFO)).toContain('<service-unavailable ');
    expect(await askAgain('juliet@localhost', ITEMS)).toContain('<service-unavailable ');
    room.get(PresenceAccess).subscribed = (asker, owner) =>
      asker === 'romeo@localhost' && owner === 'juliet@localhost';
    const answer = await askAgain('juliet@localhost', INFO);
    expect(answer).toContain("<identity category='account' type='registered'/>");
    expect(features(answer)).toEqual(room.get(IqRegistry).features('other-account'));
    expect(await askAgain('juliet@localhost', ITEMS)).toContain(`${ITEMS}</iq>`);
    expect(await askAgain('nobody@localhost', INFO)).toContain('<service-unavailable ');
  });

  it('has contact addresses where they are configured (XEP-0157)', async () => {
    const DORMOUSE_SERVER_CONTACTS = 'abuse=mailto:abuse@localhost abuse=xmpp:a@localhost';
    const answer = await ask('localhost', INFO, { DORMOUSE_SERVER_CONTACTS });
    expect(answer).toContain(
      "<x xmlns='jabber:x:data' type='result'><field var='FORM_TYPE' type='hidden'>" +
        '<value>http://jabber.org/network/serverinfo</value></field>' +
        "<field var='abuse-addresses' type='list-multi'><value>mailto:abuse@localhost</value>" +
        '<value>xmpp:a@localhost</value></field></x>',
    );
    expect(await askAgain(undefined, INFO)).not.toContain('jabber:x:data');
  });
});

describe('entity capabilities (XEP-0115)', () => {
  it.each(['', 'admin=mailto:a@localhost'])(
    'hash in the stream features what disco#info tells (contacts: "%s")',
    async (DORMOUSE_SERVER_CONTACTS) => {
      const answer = await ask('localhost', INFO, { DORMOUSE_SERVER_CONTACTS });
      const { node, ver, hash } = caps();
      expect(hash).toBe('sha-1');
      expect(verification(parse(answer).getChild('query', INFO_NS) as never)).toBe(ver);
      const named = await askAgain('localhost', `<query xmlns='${INFO_NS}' node='${node}#${ver}'/>`);
      expect(named).toContain(`<query xmlns='${INFO_NS}' node='${node}#${ver}'>`);
      expect(features(named)).toEqual(features(answer));
      const stale = `<query xmlns='${INFO_NS}' node='${node}#stale'/>`;
      expect(await askAgain('localhost', stale)).toContain('<item-not-found ');
    },
  );

  it('are of the server alone', async () => {
    room = await ImRoom.open();
    const { node, ver } = caps();
    const asked = `<query xmlns='${INFO_NS}' node='${node}#${ver}'/>`;
    expect(await askAgain(undefined, asked)).toContain('<item-not-found ');
  });
});

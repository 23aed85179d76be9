import { afterEach, describe, expect, it } from 'vitest';
import { IqRegistry } from '../registry/iq-registry.js';
import { ImRoom } from '../testing/im-room.js';

let room: ImRoom;
afterEach(() => room.close());

async function ask(to: string | undefined, query: string) {
  room = await ImRoom.open();
  const romeo = room.enter('romeo@localhost/balcony');
  const address = to === undefined ? '' : ` to='${to}'`;
  romeo.says(`<iq xmlns='jabber:client' type='get' id='d'${address}>${query}</iq>`);
  return romeo.hears().join('');
}

const INFO = "<query xmlns='http://jabber.org/protocol/disco#info'/>";
const features = (answer: string) => [...answer.matchAll(/<feature var='([^']+)'/g)].map(([, name]) => name);

describe('service discovery', () => {
  it('lists for the server exactly what its handlers declare', async () => {
    const answer = await ask('localhost', INFO);
    expect(answer).toContain("<identity category='server' type='im' name='Dormouse'/>");
    expect(features(answer)).toEqual(room.get(IqRegistry).features('server'));
    expect(features(answer)).toEqual([
      'http://jabber.org/protocol/disco#info',
      'http://jabber.org/protocol/disco#items',
      'jabber:iq:private',
      'jabber:iq:version',
      'urn:xmpp:ping',
    ]);
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

  it('knows no nodes', async () => {
    const answer = await ask('localhost', "<query xmlns='http://jabber.org/protocol/disco#info' node='n'/>");
    expect(answer).toContain('<item-not-found ');
  });

  it('tells of no items', async () => {
    const answer = await ask('localhost', "<query xmlns='http://jabber.org/protocol/disco#items'/>");
    expect(answer).toContain("<query xmlns='http://jabber.org/protocol/disco#items'/></iq>");
  });

  it('tells nothing of another account', async () => {
    expect(await ask('juliet@localhost', INFO)).toContain('<service-unavailable ');
  });
});

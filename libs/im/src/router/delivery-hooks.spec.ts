import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ImRoom, type Person } from '../testing/im-room.js';
import { type AcceptedMessage, DeliveryHooks } from './delivery-hooks.js';

let room: ImRoom;
let juliet: Person;
let romeo: Person;
beforeEach(async () => {
  room = await ImRoom.open();
  juliet = await room.enterAvailable('juliet@localhost/balcony');
  romeo = await room.enterAvailable('romeo@localhost/orchard');
});
afterEach(() => room.close());

const chat = (to: string) => `<message xmlns='jabber:client' to='${to}' type='chat'><body>b</body></message>`;

describe('delivery hooks', () => {
  it('stop at the first gate that closes; what it did with the stanza is its own business', () => {
    const asked: string[] = [];
    room.get(DeliveryHooks).gates.push(
      (sender, _stanza, kind, to) => {
        asked.push(`${sender.fullJid} ${kind} ${to.full}`);
        return to.resource !== null;
      },
      (_sender, _stanza, _kind, to) => {
        asked.push(to.full);
        return false;
      },
    );
    juliet.says(chat('Romeo@localhost/orchard'));
    expect(romeo.hears()).toEqual([]);
    juliet.says(chat('romeo@localhost'));
    expect(romeo.hears()).toHaveLength(1);
    expect(asked).toEqual([
      'juliet@localhost/balcony message romeo@localhost/orchard',
      'juliet@localhost/balcony message romeo@localhost',
      'romeo@localhost',
    ]);
    juliet.says(
      "<iq xmlns='jabber:client' to='localhost' type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>",
    );
    expect(asked).toHaveLength(3);
  });

  it('tell of messages once they were handed over, and to whom', () => {
    const seen: AcceptedMessage[] = [];
    room.get(DeliveryHooks).observers.push((message) => seen.push(message));
    juliet.says(chat('romeo@localhost'));
    juliet.says("<presence xmlns='jabber:client' to='romeo@localhost'/>");
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({
      sender: juliet.session,
      to: 'romeo@localhost',
      recipients: [romeo.session],
    });
    expect(seen[0]?.queued.xml).toContain("from='juliet@localhost/balcony'");
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IqRegistry } from '../registry/iq-registry.js';
import { DeliveryHooks } from '../router/delivery-hooks.js';
import { ImRoom, type Person } from '../testing/im-room.js';

let room: ImRoom;
let juliet: Person;
beforeEach(async () => {
  room = await ImRoom.open();
  juliet = await room.enterAvailable('juliet@localhost/balcony');
});
afterEach(() => room.close());

const message = (type: string, inside = '<body>hi</body>', to = 'romeo@localhost') =>
  `<message xmlns='jabber:client' to='${to}' type='${type}' id='m'>${inside}</message>`;
const say = async (xml: string) => {
  await juliet.saysAndIsTold(xml);
  return juliet.hears().map((heard) => /<error [^>]*><([a-z-]+) /.exec(heard)?.[1]);
};
const kept = () => room.offline.rows.map(({ xml }) => xml);

describe('a message that nobody is there to take (RFC 6121 §8.5.2.2.1, XEP-0160)', () => {
  it.each(['chat', 'normal'])('of type %s is kept, with the time it was sent', async (type) => {
    expect(await say(message(type))).toEqual([]);
    expect(kept()).toEqual([
      expect.stringMatching(
        /^<message .*<body>hi<\/body><delay [^>]*stamp='2030-01-01T00:00:00.000Z'\/><\/message>$/,
      ),
    ]);
  });

  it('is kept where there are none but resources of negative priority', async () => {
    const shy = await room.enterAvailable('romeo@localhost/shy', { priority: -1 });
    await say(message('chat'));
    expect(kept()).toHaveLength(1);
    expect(shy.hears()).toEqual([]);
  });

  it('is kept where a resource that is gone was meant, if it is chat', async () => {
    expect(await say(message('chat', '<body>hi</body>', 'romeo@localhost/gone'))).toEqual([]);
    expect(kept()).toHaveLength(1);
    expect(await say(message('normal', '<body>hi</body>', 'romeo@localhost/gone'))).toEqual([
      'service-unavailable',
    ]);
    expect(kept()).toHaveLength(1);
  });

  it('that has no body may still be worth keeping', async () => {
    await say(message('chat', "<received xmlns='urn:xmpp:receipts' id='1'/>"));
    expect(kept()).toHaveLength(1);
  });

  it.each([
    ['chat', "<composing xmlns='http://jabber.org/protocol/chatstates'/>", []],
    ['chat', "<body>hi</body><no-store xmlns='urn:xmpp:hints'/>", ['service-unavailable']],
    ['headline', '<body>hi</body>', []],
    ['groupchat', '<body>hi</body>', ['service-unavailable']],
    ['error', '<body>hi</body>', []],
  ])('of type %s with %s is not kept: %j', async (type, inside, answer) => {
    expect(await say(message(type, inside))).toEqual(answer);
    expect(kept()).toEqual([]);
  });

  it('comes back when it cannot be kept, and h waits until that is known', async () => {
    room.offline.append = async (stanzas) => [...stanzas];
    const told = juliet.saysAndIsTold(message('chat'));
    expect(told).toBeInstanceOf(Promise);
    expect(juliet.hears()).toEqual([]);
    await told;
    expect(juliet.hears()[0]).toContain('<service-unavailable ');
  });

  it('is told to those who observe what is accepted, once it is', async () => {
    const accepted: unknown[] = [];
    room.get(DeliveryHooks).observers.push(({ to, recipients }) => accepted.push(to, recipients.length));
    await say(message('chat'));
    await say(message('chat', "<body>hi</body><no-store xmlns='urn:xmpp:hints'/>"));
    expect(accepted).toEqual(['romeo@localhost', 0]);
  });

  it('is announced', () => {
    expect(room.get(IqRegistry).features('server')).toContain('msgoffline');
  });
});

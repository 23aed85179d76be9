import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CutProxy } from '../support/cut-proxy.js';
import {
  type ClientEvent,
  type DrivenClient,
  profanityClient,
  type StartClient,
  slixmppClient,
  stropheClient,
  xmppJsClient,
} from '../support/driven-client.js';
import { openStage, type Person } from '../support/stage.js';

const stage = openStage();

interface Part {
  readonly name: string;
  readonly start: StartClient;
  readonly listener: 'c2s' | 'c2sTls' | 'http';
  /** How a network that is not there behaves: libstrophe gives its session up when it is refused. */
  readonly away: 'refuse' | 'hold';
}

const CAST: readonly Part[] = [
  { name: '@xmpp/client', start: xmppJsClient('xmpps'), listener: 'c2sTls', away: 'refuse' },
  { name: 'strophe.js', start: stropheClient, listener: 'http', away: 'refuse' },
  { name: 'slixmpp', start: slixmppClient, listener: 'c2s', away: 'refuse' },
  { name: 'profanity', start: profanityClient, listener: 'c2s', away: 'hold' },
];

/** A person whose phone runs the client under test behind a network of its own, and whose tablet is always there. */
interface Player {
  readonly part: Part;
  readonly person: Person;
  readonly phone: DrivenClient;
  readonly tablet: DrivenClient;
  readonly network: CutProxy;
}

const phoneOf = ({ person }: Player) => `${person.jid}/phone`;
const tabletOf = ({ person }: Player) => `${person.jid}/tablet`;
const startTablet = xmppJsClient('xmpp');

/** Nine clients start and talk on a machine that may be busy with others. */
const TIMEOUT = 120_000;

// One story in four chapters: each goes on where the one before has ended.
describe('four clients of different make and their people', { timeout: TIMEOUT }, () => {
  const players: Player[] = [];
  const farewells: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const leave of farewells.reverse()) await leave();
  });

  const enter = async (start: StartClient, port: number, { user, password }: Person, resource: string) => {
    const client = start(port, { user, password, resource });
    farewells.push(() => client.dispose());
    await client.event('online');
    await client.settle();
    return client;
  };
  const join = async (part: Part, person: Person) => {
    const network = await CutProxy.to(stage.server.address[part.listener]);
    farewells.push(() => network.close());
    const phone = await enter(part.start, network.port, person, 'phone');
    const tablet = await enter(startTablet, stage.server.address.c2s, person, 'tablet');
    players.push({ part, person, phone, tablet, network });
  };
  /** Everybody else, beginning with the next. */
  const others = (one: Player) => {
    const at = players.indexOf(one);
    return [...players.slice(at + 1), ...players.slice(0, at)];
  };
  const player = (name: string) => {
    const found = players.find(({ part }) => part.name === name);
    if (!found) throw new Error(`${name} has not come in`);
    return found;
  };

  beforeAll(async () => {
    const people = await Promise.all(CAST.map((_, i) => stage.person(`player-${i}`)));
    const herald = await stage.person('herald');
    const voice = await enter(startTablet, stage.server.address.c2s, herald, 'gate');
    for (const { jid } of people) await voice.send(jid, 'while you were away');
    // Handled after those before it.
    await voice.send(`${herald.jid}/gate`, 'all told');
    await voice.bodiesUpTo('all told');
    for (const [i, person] of people.entries()) await join(CAST[i] as Part, person);
  }, TIMEOUT);

  it('find what was said to them while they were away', async () => {
    for (const { phone } of players) {
      expect(await phone.bodiesUpTo('while you were away')).toEqual(['while you were away']);
      expect(phone.messages[0]?.delayed).toBe(true);
    }
  });

  it('subscribe to each other, and see each other', async () => {
    for (const one of players)
      for (const { person } of others(one)) one.phone.subscription('subscribe', person.jid);
    for (const one of players) {
      await one.phone.hears(
        others(one).map(({ person }) => ({ event: 'presence', type: 'subscribe', from: person.jid })),
      );
      for (const { person } of others(one)) one.phone.subscription('subscribed', person.jid);
    }
    for (const one of players)
      for (const device of [one.phone, one.tablet])
        await device.hears(
          others(one).flatMap((other): Partial<ClientEvent>[] => [
            { event: 'push', jid: other.person.jid, subscription: 'both' },
            { event: 'presence', type: 'available', from: phoneOf(other) },
            { event: 'presence', type: 'available', from: tabletOf(other) },
          ]),
        );
  });

  it('write to each other, everyone to everyone; the other device gets copies of both sides', async () => {
    const words = (from: Player, to: Player) => `${from.part.name} greets ${to.part.name}`;
    for (const one of players)
      for (const other of others(one)) await one.phone.send(phoneOf(other), words(one, other));
    for (const one of players) {
      const copies = others(one).flatMap((other): Partial<ClientEvent>[] => [
        { event: 'carbon', way: 'sent', from: phoneOf(one), to: phoneOf(other), body: words(one, other) },
        { event: 'carbon', way: 'received', from: phoneOf(other), to: phoneOf(one), body: words(other, one) },
      ]);
      await one.tablet.hears(copies);
      await one.phone.hears(others(one).map((other) => ({ event: 'message', body: words(other, one) })));
      expect(one.tablet.heard.filter(({ event }) => event === 'carbon')).toHaveLength(copies.length);
      expect(one.phone.messages).toHaveLength(1 + others(one).length);
    }
  });

  it('get copies themselves of what their other device says and hears', async () => {
    for (const one of players) {
      const [other] = others(one) as [Player];
      const addresses = {
        from: tabletOf(one),
        to: tabletOf(other),
        body: `from the tablet of ${one.part.name}`,
      };
      await one.tablet.send(addresses.to, addresses.body);
      await one.phone.hears([{ event: 'carbon', way: 'sent', ...addresses }]);
      await other.phone.hears([{ event: 'carbon', way: 'received', ...addresses }]);
    }
  });

  it.each(CAST.map(({ name }) => name))(
    '%s loses its network and resumes with all that it had',
    async (name) => {
      const one = player(name);
      const [friend] = others(one) as [Player];
      const { phone, tablet, network } = one;
      const marks = new Map(players.map((each) => [each, each.phone.heard.length]));
      const mark = phone.heard.length;
      const stranger = (n: number) => `stranger-${n}-of-${one.person.user}@localhost`;
      const pushed = (n: number): Partial<ClientEvent> => ({ event: 'push', jid: stranger(n) });
      const aside = (body: string): Partial<ClientEvent> => ({
        event: 'carbon',
        way: 'received',
        to: tabletOf(one),
        body,
      });
      network[one.part.away]();
      network.cut();
      await phone.event('disconnected');
      const missed = Array.from({ length: 10 }, (_, i) => `missed ${i} by ${name}`);
      for (const word of missed) await friend.phone.send(phoneOf(one), word);
      await friend.tablet.send(tabletOf(one), `aside to ${name}`);
      tablet.subscription('subscribe', stranger(1));
      friend.phone.show('away');
      const friendAway: Partial<ClientEvent> = { event: 'presence', from: phoneOf(friend), show: 'away' };
      // When the tablet has its share of all this, the server has put aside the phone's.
      await tablet.hears([
        pushed(1),
        friendAway,
        { event: 'message', body: `aside to ${name}` },
        ...missed.map((body): Partial<ClientEvent> => ({ event: 'carbon', way: 'received', body })),
      ]);

      network.accept();
      await phone.event('resumed');
      await phone.hears([pushed(1), friendAway, aside(`aside to ${name}`)], mark);

      await friend.tablet.send(tabletOf(one), `afterwards to ${name}`);
      tablet.subscription('subscribe', stranger(2));
      await friend.phone.send(phoneOf(one), `last to ${name}`);
      await phone.hears(
        [pushed(2), aside(`afterwards to ${name}`), { event: 'message', body: `last to ${name}` }],
        mark,
      );
      const since = phone.heard.slice(mark);
      const bodies = (kind: 'message' | 'carbon') =>
        since.flatMap((event) => (event.event === kind && 'body' in event ? [event.body] : []));
      expect(bodies('message')).toEqual([...missed, `last to ${name}`]);
      expect(bodies('carbon')).toEqual([`aside to ${name}`, `afterwards to ${name}`]);
      expect(since.filter(({ event }) => event === 'enabled')).toEqual([]);

      // Whatever the others were told of the outage would have come before this.
      phone.show('dnd');
      for (const other of others(one)) {
        const at = marks.get(other) ?? 0;
        await other.phone.hears([{ event: 'presence', from: phoneOf(one), show: 'dnd' }], at);
        // COMPAT profanity 0.13 repeats its presence when it has resumed.
        for (const event of other.phone.heard.slice(at))
          if (event.event === 'presence' && event.from === phoneOf(one)) expect(event.type).toBe('available');
      }
    },
  );
});

import { afterEach, describe, expect, it } from 'vitest';
import { Shutdown } from './shutdown.js';
import { House } from './testing/house.js';
import { RecordingConnection } from './testing/recording-connection.js';
import { RecordingJournal } from './testing/recording-journal.js';
import { queued } from './testing/stanzas.js';

let house: House;
afterEach(() => house.close());

/** A hang-up is written into the story of both. */
class StoryConnection extends RecordingConnection {
  constructor(
    private readonly story: string[],
    private readonly name: string,
  ) {
    super();
  }
  override hangUp(finalAck: string | null): void {
    super.hangUp(finalAck);
    this.story.push(`hang up ${this.name}`);
  }
}

describe('the end of all sessions', () => {
  it('ends sleepers first, while those who must hear of it are connected, and keeps every h', async () => {
    house = await House.build();
    const story: string[] = [];
    house.routing.bounce = ({ xml }) => story.push(`bounce ${/id='([^']+)'/.exec(xml)?.[1]}`);
    const sleeper = house.bindResumable('asleep');
    house.deliver(sleeper.session, queued('m1'));
    house.cut(sleeper.session);
    const { session, connection } = house.bind('awake', undefined, new StoryConnection(story, 'awake'));
    house.enable(session);
    session.sm?.inbound.receive();

    await house.get(Shutdown).stop();

    expect(story).toEqual(['bounce m1', 'hang up awake']);
    expect(connection.hungUp).toEqual(["<a xmlns='urn:xmpp:sm:3' h='1'/>"]);
    expect(connection.errors).toEqual([]);
    expect(house.oldSessions.rows).toMatchObject([
      { resource: 'asleep', reason: 'shutdown', h: 0 },
      { resource: 'awake', reason: 'shutdown', h: 1 },
    ]);
    expect(house.registry.size).toBe(0);
  });

  it('goes on until nobody is left, whoever binds while others are hung up', async () => {
    house = await House.build();
    const first = house.bindResumable('first');
    first.connection.hangUp = () => void house.bind('second');
    await house.get(Shutdown).stop();
    expect(house.registry.size).toBe(0);
  });

  it('has no <a/> for a session without stream management', async () => {
    house = await House.build();
    const { connection } = house.bind('plain');
    await house.get(Shutdown).stop();
    expect(connection.hungUp).toEqual([null]);
  });

  it('keeps the h of those who fall asleep, and ends those who bind, while it is under way', async () => {
    house = await House.build();
    const sleeper = house.bindResumable('asleep');
    house.cut(sleeper.session);
    const dropped = house.bindResumable('dropped');
    let open = (): void => undefined;
    house.oldSessions.gate = new Promise((resolve) => {
      open = resolve;
    });
    const ended = house.get(Shutdown).stop();
    while (house.oldSessions.batches.length === 0) await new Promise((resolve) => setImmediate(resolve));
    house.cut(dropped.session);
    const late = house.bindResumable('late');
    open();
    await ended;

    expect(house.oldSessions.rows.map(({ resource }) => resource)).toEqual(['asleep', 'dropped', 'late']);
    expect(late.connection.hungUp).toHaveLength(1);
    expect(house.registry.size).toBe(0);
  });

  it('is why those hibernate who were connected until then', async () => {
    house = await House.build({ journal: new RecordingJournal() });
    const earlier = house.bindResumable('earlier');
    house.cut(earlier.session);
    const { session } = house.bindResumable('awake');
    const over = house.get(Shutdown).stop();
    house.cut(session);
    await over;
    expect([earlier.session, session].map(({ hibernation }) => hibernation?.reason)).toEqual([
      'connection-lost',
      'server-restart',
    ]);
  });
});

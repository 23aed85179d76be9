import { afterEach, describe, expect, it } from 'vitest';
import { ResumeDesk } from './resume-desk.js';
import { House } from './testing/house.js';
import { RecordingConnection } from './testing/recording-connection.js';
import { queued } from './testing/stanzas.js';

let house: House;
afterEach(() => house.close());

describe('a resumption', () => {
  it('R24, R33: takes h as an acknowledgement, answers our own, and sends the rest again', async () => {
    house = await House.build();
    const { session, connection, smId } = house.bindResumable('balcony');
    const stanzas = ['m1', 'm2', 'm3'].map((id) => queued(id));
    for (const stanza of stanzas) house.deliver(session, stanza);
    connection.take(session, 2);
    session.sm?.inbound.receive();
    session.sm?.inbound.receive();
    house.cut(session);
    house.pass(5_000);

    const next = new RecordingConnection('198.51.100.7');
    const outcome = await house.resume(smId, '1', next);

    expect(outcome).toMatchObject({ kind: 'resumed', sessionId: session.id });
    expect(outcome.answer).toBe(`<resumed xmlns='urn:xmpp:sm:3' previd='${smId}' h='2'/>`);
    expect(next.take(session)).toEqual([stanzas[1]?.xml, stanzas[2]?.xml]);
    expect(next.wakes).toBe(1);
    expect(session).toMatchObject({ connection: next, hibernation: null, resumes: 1 });
    expect(session.lastAddress).toBe('198.51.100.7');
    expect(house.told('smacks-hibernation-end')).toEqual([{ session, outcome: 'resumed', duration: 5_000 }]);
    expect(house.told('smacks-resumed')).toEqual([{ session, resent: 2, displaced: false }]);
    expect(house.counters).toMatchObject({ acked: 1, resent: 1, resumes: 1 });
  });

  it('R34: keeps what belongs to the session', async () => {
    house = await House.build();
    const { session, smId } = house.bindResumable('balcony');
    session.presence = queued('here', { kind: 'presence', type: '' });
    session.priority = 7;
    session.directed = new Set(['juliet@localhost']);
    house.cut(session);
    await house.resume(smId, '0');

    expect(session).toMatchObject({ available: true, priority: 7, directed: new Set(['juliet@localhost']) });
    expect(house.told('session-ended')).toEqual([]);
  });

  it('may be done again and again', async () => {
    house = await House.build();
    const { session, smId } = house.bindResumable('balcony');
    for (let round = 0; round < 3; round++) {
      house.cut(session);
      expect((await house.resume(smId, '0')).kind).toBe('resumed');
    }
    expect(session.resumes).toBe(3);
  });

  it('R31: pushes the connection that still stands off with a conflict', async () => {
    house = await House.build();
    const { session, connection, smId } = house.bindResumable('balcony');
    const next = new RecordingConnection();
    await house.resume(smId, '0', next);

    expect(connection.conditions).toEqual(['conflict']);
    expect(session.connection).toBe(next);
    expect(house.told('smacks-resumed')).toMatchObject([{ displaced: true }]);
    expect(house.told('smacks-hibernation-end')).toEqual([]);
  });

  it('fault 11: the displaced connection has no say over the session any more', async () => {
    house = await House.build();
    const { session, connection, smId } = house.bindResumable('balcony');
    house.deliver(session, queued('m1'));
    const next = new RecordingConnection();
    await house.resume(smId, '0', next);

    expect(connection.take(session)).toEqual([]);
    expect(next.take(session)).toEqual([queued('m1').xml]);
  });

  it('R51: of two at once the later one owns the session, nothing is lost or twice', async () => {
    house = await House.build();
    const { session, smId } = house.bindResumable('balcony');
    house.deliver(session, queued('m1'));
    house.cut(session);
    const [one, two] = [new RecordingConnection(), new RecordingConnection()];
    const outcomes = await Promise.all([house.resume(smId, '0', one), house.resume(smId, '0', two)]);

    expect(outcomes.map(({ kind }) => kind)).toEqual(['resumed', 'resumed']);
    expect(one.conditions).toEqual(['conflict']);
    expect(two.conditions).toEqual([]);
    expect(one.take(session)).toEqual([]);
    expect(two.take(session)).toEqual([queued('m1').xml]);
    expect(house.told('smacks-hibernation-end')).toHaveLength(1);
  });

  it('R32: an effect still under way at the loss is left out of h, and its stanza counted anew', async () => {
    house = await House.build();
    const { session, smId } = house.bindResumable('balcony');
    const inbound = session.sm!.inbound;
    const hold = inbound.hold(inbound.receive(), 1);
    house.cut(session);
    expect((await house.resume(smId, '0')).answer).toContain("h='0'");

    const again = inbound.hold(inbound.receive(), 1);
    expect(inbound.received).toBe(1);
    inbound.release(hold);
    expect(inbound.safe).toBe(0);
    inbound.release(again);
    expect(inbound.safe).toBe(1);
  });

  it('answers in the namespace of the stream it came on', async () => {
    house = await House.build();
    const { session, smId } = house.bindResumable('balcony');
    const answers: string[] = [];
    house.get(ResumeDesk).resume({
      namespace: 'urn:xmpp:sm:2',
      previd: smId,
      h: '0',
      user: 'romeo@localhost',
      connection: new RecordingConnection(),
      finish: ({ answer }) => answers.push(answer),
    });

    expect(answers).toEqual([`<resumed xmlns='urn:xmpp:sm:2' previd='${smId}' h='0'/>`]);
    expect(session.sm?.namespace).toBe('urn:xmpp:sm:2');
  });
});

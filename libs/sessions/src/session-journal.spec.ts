import { Element } from 'ltx';
import { afterEach, describe, expect, it } from 'vitest';
import type { JournalEntry } from '#ports';
import type { H } from '#stream-management';
import { Acknowledgements } from './acknowledgements.js';
import { Delivery } from './delivery.js';
import { Handling } from './handling.js';
import { OfflineMessages } from './offline-messages.js';
import { SessionJournal } from './session-journal.js';
import { SessionRunner } from './session-runner.js';
import { House } from './testing/house.js';
import { RecordingJournal } from './testing/recording-journal.js';
import { queued } from './testing/stanzas.js';

let house: House;
afterEach(() => house.close());

const round = () => new Promise((resolve) => setImmediate(resolve));
const journal = () => new RecordingJournal();
const kinds = (entries: readonly JournalEntry[]) => entries.map(({ kind }) => kind);
const about = (recording: RecordingJournal, id: string) =>
  recording.entries.filter((entry) => 'session' in entry && entry.session.id === id);

describe('what is recorded', () => {
  it('of a session without stream management: nothing, before it is available or something waits for it', async () => {
    const recording = journal();
    house = await House.build({ journal: recording });
    const { session } = house.bind('balcony');
    house.deliver(session, queued('m1'));
    house.get(SessionJournal).changed(session);
    await round();
    expect(recording.entries).toEqual([]);

    session.presence = queued('p', { kind: 'presence', type: '' });
    house.get(SessionJournal).changed(session);
    await round();
    expect(recording.entries).toMatchObject([
      { kind: 'session', state: { sm: null, facts: { presence: {} } } },
    ]);
    house.cut(session);
    await round();
    expect(kinds(recording.entries)).toEqual(['session', 'ending', 'ended']);
  });

  it('of one that was granted resumption: its life, each step in the batch of the turn in which it came about', async () => {
    const recording = journal();
    house = await House.build({ journal: recording });
    const { session, connection, smId } = house.bindResumable('balcony');
    house.deliver(session, queued('m1'));
    connection.take(session);
    await round();
    house.get(Acknowledgements).receive(session, '1');
    house.cut(session);
    await round();
    await house.resume(smId, '1');
    await round();
    expect(recording.batches.map(kinds)).toEqual([
      ['session', 'enqueue'],
      ['ack', 'hibernating'],
      ['ack', 'resumed', 'facts'],
    ]);
  });

  it('of a state: what it was when it was recorded, whatever comes later in the same turn', async () => {
    const recording = journal();
    house = await House.build({ journal: recording });
    const before = house.bindResumable('balcony');
    house.deliver(before.session, queued('m0'));
    const { session } = house.bind('balcony');
    house.deliver(session, queued('m1'));
    house.deliver(session, queued('m2'));
    await round();
    expect(about(recording, session.id)).toMatchObject([
      { kind: 'session', state: { held: [{ xml: queued('m1').xml }] } },
      { kind: 'enqueue', lane: 'held', stanza: { xml: queued('m2').xml } },
    ]);
  });

  it('of what was read from a client: the h that is safe at the end of the turn, once', async () => {
    const recording = journal();
    house = await House.build({ journal: recording });
    const { session } = house.bindResumable('balcony');
    await round();
    const inbound = session.sm!.inbound;
    for (let i = 0; i < 3; i++) {
      inbound.receive();
      house.get(SessionJournal).received(session);
    }
    const hold = inbound.hold(inbound.receive(), 7);
    house.get(SessionJournal).received(session);
    await round();
    expect(recording.batches.at(-1)).toMatchObject([{ kind: 'inbound', h: 3 }]);
    inbound.release(hold);
    house.get(SessionJournal).received(session);
    await round();
    expect(recording.batches.at(-1)).toMatchObject([{ kind: 'inbound', h: 4 }]);
  });

  it('of a stanza acknowledged by one of its holders: that it has arrived, for the other one’s sake', async () => {
    const recording = journal();
    house = await House.build({ journal: recording });
    const [one, two] = [house.bindResumable('one'), house.bindResumable('two')];
    const [shared, own] = [queued('shared'), queued('own')];
    house.get(Delivery).fanOut([one.session, two.session], shared);
    house.deliver(one.session, own);
    one.connection.take(one.session, 2);
    house.get(Acknowledgements).receive(one.session, '2');
    await round();
    expect(recording.entries.filter(({ kind }) => kind === 'arrived')).toMatchObject([{ stanza: shared }]);
  });

  it('of effects: which inbound stanza they come of, in order, and how to know it where it stays unreported', async () => {
    const recording = journal();
    house = await House.build({ journal: recording });
    const [romeo, juliet] = [house.bindResumable('one'), house.bindResumable('two')];
    const inbound = romeo.session.sm!.inbound;
    const act = () => {
      const handling = new Handling(romeo.session, inbound.receive(), new Element('message', { id: 'x' }));
      house.get(SessionJournal).within(handling, () => {
        house.deliver(juliet.session, queued('a'));
        house.deliver(juliet.session, queued('b'));
      });
      return handling.fingerprint;
    };
    act();
    inbound.hold(inbound.receive(), 9);
    const fingerprint = act();
    await round();
    const effects = recording.entries.filter(({ kind }) => kind === 'enqueue');
    expect(effects).toMatchObject([
      { cause: { origin: romeo.session, n: 1, fingerprint: 0 }, ordinal: 0 },
      { cause: { n: 1 }, ordinal: 1 },
      { cause: { n: 3, fingerprint }, ordinal: 0 },
      { cause: { n: 3, fingerprint }, ordinal: 1 },
    ]);
  });

  it('of an effect that comes later: the same cause, under the number the stanza has by then', async () => {
    const recording = journal();
    house = await House.build({ journal: recording });
    const [romeo, juliet] = [house.bindResumable('one'), house.bindResumable('two')];
    const inbound = romeo.session.sm!.inbound;
    inbound.hold(inbound.receive(), 1);
    const handling = new Handling(romeo.session, inbound.receive(), new Element('iq', { id: 'x' }));
    handling.hold = inbound.hold(handling.n, handling.fingerprint);
    inbound.rewind();
    inbound.repeat(inbound.receive(), handling.fingerprint, true);
    house.get(SessionJournal).within(handling, () => house.deliver(juliet.session, queued('late')));
    await round();
    expect(recording.entries.find(({ kind }) => kind === 'enqueue')).toMatchObject({ cause: { n: 1 } });
  });

  it('of an effect between a resumption and the repetition: how to know what the client will send again', async () => {
    const recording = journal();
    house = await House.build({ journal: recording });
    const [romeo, juliet] = [house.bindResumable('one'), house.bindResumable('two')];
    const inbound = romeo.session.sm!.inbound;
    const handling = new Handling(romeo.session, inbound.receive(), new Element('iq', { id: 'x' }));
    handling.hold = inbound.hold(handling.n, handling.fingerprint);
    inbound.rewind();
    house.get(SessionJournal).within(handling, () => house.deliver(juliet.session, queued('answer')));
    inbound.release(handling.hold);
    expect(handling.uncertain).toBe(true);
    inbound.repeat(inbound.receive(), handling.fingerprint, true);
    expect(handling.uncertain).toBe(false);
    await round();
    expect(recording.entries.find(({ kind }) => kind === 'enqueue')).toMatchObject({
      cause: { origin: romeo.session, n: 1, fingerprint: handling.fingerprint },
    });
  });

  it('of an end: that all is owed its fate, each fate with its effect, and the end when nothing is owed any more', async () => {
    const recording = journal();
    house = await House.build({ journal: recording });
    const { session } = house.bindResumable('balcony');
    house.deliver(session, queued('m1'));
    house.deliver(session, queued('m2'));
    await round();
    await house.get(SessionRunner).end(session, 'killed');
    await round();
    expect(kinds(about(recording, session.id))).toEqual([
      'session',
      'enqueue',
      'enqueue',
      'ending',
      'removed',
      'removed',
      'ended',
    ]);
  });

  it('of what a replaced session leaves: it stays its own until the heir takes it', async () => {
    const recording = journal();
    house = await House.build({ journal: recording });
    const before = house.bindResumable('balcony');
    house.deliver(before.session, queued('m1'));
    const heir = house.bindResumable('balcony');
    await house.ended(before.session);
    await round();
    await round();
    expect(kinds(about(recording, before.session.id))).toEqual(['session', 'enqueue', 'ending']);
    house.get(Delivery).handOver(heir.session, (stanza) => stanza);
    await round();
    expect(kinds(about(recording, before.session.id)).slice(3)).toEqual(['removed', 'ended']);
    expect(kinds(about(recording, heir.session.id))).toEqual(['session', 'enqueue']);
  });

  it('of a stanza that does not fit: that it is owed a fate, though it never was in the queue', async () => {
    const recording = journal();
    house = await House.build({ journal: recording, env: { SMACKS_MAX_QUEUE_STANZAS: '10' } });
    const { session } = house.bindResumable('balcony');
    house.cut(session);
    house.pass(60_001);
    for (let i = 0; i < 11; i++) house.deliver(session, queued(`m${i}`));
    await round();
    const last = recording.entries.filter(
      (entry) => 'stanza' in entry && entry.stanza.xml === queued('m10').xml,
    );
    expect(last).toMatchObject([
      { kind: 'enqueue', lane: 'owed' },
      { kind: 'removed', lane: 'owed' },
    ]);
  });
});

it('of presence that another one makes obsolete, it is the copy nobody has seen that leaves', async () => {
  const recording = journal();
  house = await House.build({ journal: recording });
  const { session, connection } = house.bindResumable('balcony');
  const presence = (id: string) =>
    queued(id, { kind: 'presence', type: '', from: 'juliet@localhost/garden' });
  const seen = presence('p1');
  house.deliver(session, seen);
  connection.take(session);
  house.cut(session);
  house.deliver(session, seen);
  house.deliver(session, presence('p2'));
  await round();
  expect(recording.entries.filter(({ kind }) => kind === 'removed')).toMatchObject([
    { lane: 'queue', stanza: seen, last: true },
  ]);
});

describe('what leaves', () => {
  it('waits until what it tells of is safe: a store is written to only then', async () => {
    const recording = journal();
    house = await House.build({ journal: recording, env: { SMACKS_ON_EXPIRY: 'offline' } });
    const { session } = house.bindResumable('balcony');
    house.deliver(session, queued('m1'));
    await round();
    recording.held = true;
    const ended = house.get(SessionRunner).end(session, 'killed');
    for (let i = 0; i < 5; i++) await round();
    expect(kinds(recording.entries)).toContain('intent');
    expect(house.offline.rows).toEqual([]);
    recording.release();
    await ended;
    expect(house.offline.rows).toMatchObject([{ intent: 1 }]);
    await round();
    expect(recording.entries.at(-1)).toMatchObject({ kind: 'ended' });
    expect(recording.entries).toContainEqual({ kind: 'intent-done', id: 1 });
  });
});

it('what a store is to have is written by turns, never before its own is safe', async () => {
  const recording = journal();
  house = await House.build({ journal: recording, env: { SMACKS_ON_EXPIRY: 'offline' } });
  const messages = house.get(OfflineMessages);
  recording.held = true;
  messages.keep('romeo@localhost', queued('m1'), () => undefined);
  await round();
  messages.keep('romeo@localhost', queued('m2'), () => undefined);
  await round();
  recording.releaseOne();
  for (let i = 0; i < 5; i++) await round();
  expect(house.offline.rows.map(({ intent }) => intent)).toEqual([1]);
  recording.release();
  for (let i = 0; i < 5; i++) await round();
  expect(house.offline.rows.map(({ intent }) => intent)).toEqual([1, 2]);
});

it('an old segment is let go by recording anew, whole, what still begins in it', async () => {
  const recording = journal();
  house = await House.build({ journal: recording });
  const { session } = house.bindResumable('balcony');
  house.deliver(session, queued('m1'));
  await round();
  let due = true;
  recording.due = () => (due ? [{ session, since: 3 }] : []);
  house.get(Acknowledgements).receive(session, '0');
  await round();
  due = false;
  expect(recording.batches.at(-1)).toMatchObject([
    { kind: 'ack' },
    { kind: 'stanza', stanza: { xml: queued('m1').xml } },
    { kind: 'session', state: { queue: [{ xml: queued('m1').xml }], sm: { inbound: 0 as H } } },
  ]);
});

import { describe, expect, it } from 'vitest';
import type { JournaledSession } from '#ports';
import { segmentNumber } from './format.js';
import { type JournalRoom, openRoom } from './testing/journal-room.js';
import { comparable, expectSame, intentEntry, ModelSession, stanza, truth } from './testing/model.js';

const segments = ({ disk }: JournalRoom) =>
  disk
    .list()
    .flatMap((name) => segmentNumber(name) ?? [])
    .sort((a, b) => a - b);
const nothing = () => undefined;

describe('journal', () => {
  it('brings back what was recorded, after the process is gone', () => {
    const room = openRoom();
    expect(room.recovered).toMatchObject({
      sessions: [],
      intents: [],
      crashedAt: null,
      damage: [],
      batches: 0,
    });
    const a = new ModelSession('a');
    const b = new ModelSession('b');
    const both = stanza('both');
    const order: string[] = [];
    room.journal.append([a.snapshot(), b.snapshot()], () => order.push('1'));
    room.journal.append([], () => order.push('2'));
    room.time.pass(5);
    const id = room.journal.intentId();
    room.journal.append(
      [
        a.enqueue(both),
        b.enqueue(both),
        a.enqueue(stanza()),
        b.enqueue(stanza(), 'held'),
        a.hibernate(1),
        a.enqueue(stanza()),
        a.ack(1),
        intentEntry({ id, store: 'offline', json: '{}' }),
      ],
      () => order.push('3'),
    );
    expect(order).toEqual(['1', '2', '3']);

    const next = openRoom(room.disk);
    expect(next.recovered).toMatchObject({ damage: [], batches: 2, crashedAt: room.time.now() });
    expectSame(
      next.recovered.sessions.map((s) => comparable(s, s.journalNo)),
      [truth(a), truth(b)],
    );
    expect(next.recovered.intents).toEqual([{ id, store: 'offline', json: '{}' }]);
    expect(next.journal.intentId()).toBeGreaterThan(id);
    // One stanza stays one: acknowledged by one session, it has arrived for the other.
    expect(next.recovered.sessions[1]?.queue[0]?.arrived).toBe(true);
  });

  it('writes nothing for an empty batch, and a body once for all who are given it', () => {
    const { journal, disk } = openRoom();
    const sessions = ['a', 'b', 'c'].map((id) => new ModelSession(id));
    journal.append(
      sessions.map((session) => session.snapshot()),
      nothing,
    );
    const { bytes } = journal.status();
    journal.append([], nothing);
    expect(journal.status().bytes).toBe(bytes);
    const item = stanza('x'.repeat(500));
    journal.append(
      sessions.map((session) => session.enqueue(item)),
      nothing,
    );
    expect(journal.status().bytes - bytes).toBeLessThan(item.bytes + 150);
    expect(journal.status().bytes).toBe(disk.size('0000000001.segment'));
  });

  it('says nothing about a session that was never recorded', () => {
    const { journal, disk } = openRoom();
    const unknown = new ModelSession('a');
    const known = new ModelSession('b');
    const cause = { origin: unknown, n: 1, fingerprint: 5 };
    journal.append(
      [
        known.snapshot(),
        unknown.inbound(1),
        unknown.enqueue(stanza()),
        known.enqueue(stanza(), 'queue', cause),
      ],
      nothing,
    );
    const { recovered } = openRoom(disk);
    expect(recovered.sessions).toMatchObject([{ id: 'b', queue: [{}], doubtful: false }]);
  });

  it('tells those who wait in order, also when one of them appends, and in spite of one that throws', () => {
    const { journal, time } = openRoom();
    const session = new ModelSession('a');
    const order: number[] = [];
    journal.append([session.snapshot()], () => {
      order.push(1);
      journal.append([session.enqueue(stanza())], () => order.push(3));
      order.push(2);
      throw new Error('a fault of its own');
    });
    expect(order).toEqual([1, 2, 3]);
    expect(() => time.pass(0)).toThrow('a fault of its own');
  });

  it('dates a crash by an empty batch after ten seconds without another', () => {
    const room = openRoom();
    const session = new ModelSession('a');
    room.time.pass(4000);
    room.journal.append([session.snapshot()], nothing);
    room.time.pass(9999);
    expect(openRoom(room.disk.copy()).recovered.crashedAt).toBe(room.time.now() - 9999);
    room.time.pass(1);
    expect(openRoom(room.disk.copy()).recovered.crashedAt).toBe(room.time.now());
    room.time.pass(25_000);
    expect(openRoom(room.disk.copy()).recovered.crashedAt).toBe(room.time.now() - 5000);
  });

  it('keeps to its bound in small steps, as long as what is due is recorded anew', () => {
    const room = openRoom(undefined, { segmentBytes: 2000, liveBytes: () => 3000 });
    const { journal } = room;
    const sessions = Array.from({ length: 12 }, (_, i) => new ModelSession(`s${i}`));
    journal.append(
      sessions.map((session) => session.snapshot()),
      nothing,
    );
    let most = 0;
    let snapshots = 0;
    for (let i = 0; i < 2000; i++) {
      const session = sessions[i % 12] as ModelSession;
      journal.append(
        [session.enqueue(stanza()), session.ack(session.state.queue.length > 1 ? 1 : 0)],
        nothing,
      );
      const due = journal.due();
      expect(journal.due()).toEqual(due);
      expect(due.length).toBeLessThanOrEqual(8);
      for (const { session: old } of due.slice(0, 1)) {
        snapshots++;
        journal.append([(old as ModelSession).snapshot()], nothing);
      }
      most = Math.max(most, journal.status().bytes);
    }
    expect(snapshots).toBeGreaterThan(50);
    expect(most).toBeLessThan(8000 + 2000 + 2000);
    expect(segments(room)[0]).toBeGreaterThan(50);
    const again = openRoom(room.disk, { time: room.time });
    expectSame(
      again.recovered.sessions.map((s) => comparable(s, s.journalNo)),
      sessions.map(truth),
    );
  });

  it('says in the journal which segments are not needed before they go, and knows them when they come back', () => {
    const room = openRoom(undefined, { segmentBytes: 500, fsync: true });
    const { journal, disk } = room;
    const first = new ModelSession('first');
    journal.append([first.snapshot()], nothing);
    const second = new ModelSession('second');
    for (let i = 0; i < 8; i++) journal.append([second.snapshot(), second.enqueue(stanza())], nothing);
    const before = segments(room);
    expect(before.length).toBeGreaterThan(3);
    disk.holdSyncs = true;
    journal.append([first.end(), { kind: 'ended', session: first }], nothing);
    // Not before the disk has confirmed that they are not needed.
    expect(segments(room)).toEqual(expect.arrayContaining(before));
    while (disk.syncs.length > 0) disk.syncs.shift()?.();
    const kept = segments(room);
    expect(kept[0]).toBe(before.at(-1));
    for (const [name, bytes] of disk.removed) disk.plant(name, bytes);
    disk.holdSyncs = false;
    const { recovered } = openRoom(disk);
    expect(recovered).toMatchObject({ damage: [], sessions: [{ id: 'second' }] });
    expect(segments(room)).toEqual([...kept, (kept.at(-1) as number) + 1]);
  });

  it('begins no segment before the disk has confirmed the one before: a power cut could tear the earlier of two', () => {
    const room = openRoom(undefined, { segmentBytes: 500, fsync: true });
    const { journal, disk } = room;
    const session = new ModelSession('a');
    const fill = () => {
      for (let i = 0; i < 8; i++) journal.append([session.snapshot(), session.enqueue(stanza())], nothing);
    };
    disk.holdSyncs = true;
    fill();
    expect(segments(room)).toEqual([1]);
    while (disk.syncs.length > 0) disk.syncs.shift()?.();
    fill();
    expect(segments(room)).toEqual([1, 2]);
  });

  it('keeps the segment of a session that came back until it is adopted or ended, and asks nobody to record it', () => {
    const room = openRoom(undefined, { segmentBytes: 500 });
    const [a, b] = [new ModelSession('a'), new ModelSession('b')];
    room.journal.append([a.snapshot(), b.snapshot()], nothing);
    const next = openRoom(room.disk, { segmentBytes: 500, time: room.time });
    const mine: JournaledSession = { ...(next.recovered.sessions[1] as JournaledSession) };
    const other = new ModelSession('c');
    const fill = () => {
      for (let i = 0; i < 12; i++)
        next.journal.append(
          [other.snapshot(), intentEntry({ id: next.journal.intentId(), store: 's', json: 'x'.repeat(300) })],
          nothing,
        );
    };
    fill();
    expect(next.journal.due()).toEqual([]);
    next.journal.adopt(mine);
    expect(next.journal.due()).toMatchObject([{ session: { id: 'b' } }]);
    next.journal.append(
      [{ kind: 'ended', session: next.recovered.sessions[0] as JournaledSession }],
      nothing,
    );
    expect(segments(next)[0]).toBe(1);
    next.journal.append([{ kind: 'session', session: mine, state: b.state }], nothing);
    expect(segments(next)[0]).toBeGreaterThan(1);
    expect(openRoom(room.disk).recovered.sessions.map(({ id }) => id)).toEqual(['b', 'c']);
  });

  it('moves intents out of a segment that nothing else needs', () => {
    const room = openRoom(undefined, { segmentBytes: 500 });
    const ids = Array.from({ length: 5 }, () => room.journal.intentId());
    room.journal.append(
      ids.map((id) => intentEntry({ id, store: 'offline', json: `{"row":${id}}` })),
      nothing,
    );
    const session = new ModelSession('a');
    for (let i = 0; i < 40; i++) room.journal.append([session.snapshot()], nothing);
    expect(segments(room)[0]).toBeGreaterThan(1);
    expect(room.journal.status()).toMatchObject({ intents: 5 });
    room.journal.append([{ kind: 'intent-done', id: ids[0] as number }], nothing);
    expect(room.journal.status().intents).toBe(4);
    expect(openRoom(room.disk).recovered.intents.map(({ id }) => id)).toEqual(ids.slice(1));
  });

  it('numbers intents above those of any journal before, though it was lost', () => {
    const { journal, time } = openRoom();
    expect(journal.intentId()).toBeGreaterThan(time.now() * 1000);
  });
});

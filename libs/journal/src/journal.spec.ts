import { describe, expect, it } from 'vitest';
import { openRoom } from './testing/journal-room.js';
import { comparable, intentEntry, ModelSession, stanza, truth } from './testing/model.js';

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
    expect(next.recovered.damage).toEqual([]);
    expect(next.recovered.crashedAt).toBe(room.time.now());
    expect(next.recovered.sessions.map((s) => comparable(s, s.journalNo))).toEqual([truth(a), truth(b)]);
    expect(next.recovered.intents).toEqual([{ id, store: 'offline', json: '{}' }]);
    expect(next.journal.intentId()).toBeGreaterThan(id);
    // One stanza stays one: acknowledged by one session, it has arrived for the other.
    expect(next.recovered.sessions[1]?.queue[0]?.arrived).toBe(true);
  });
});

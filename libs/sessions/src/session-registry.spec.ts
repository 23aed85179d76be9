import { describe, expect, it } from 'vitest';
import { Session } from './session.js';
import { SessionRegistry } from './session-registry.js';
import { RecordingConnection } from './testing/recording-connection.js';

const connection = new RecordingConnection();
const limits = {
  hibernationTime: 1,
  maxHibernationTime: 1,
  maxHibernatedSessions: null,
  maxOldSessions: null,
  maxQueueStanzas: null,
  maxQueueBytes: null,
};

/** Ids that sort as they count. */
const idOf = (n: number) => `s${String(n).padStart(6, '0')}`;

function sessionOf(n: number, bareJid = 'romeo@localhost'): Session {
  const birth = { openedAt: n, openedMonotonic: n, limits, connection, lastAddress: '' };
  return new Session({ ...birth, id: idOf(n), bareJid, resource: `r${n}` });
}

function filled(count: number) {
  const registry = new SessionRegistry();
  const sessions = Array.from({ length: count }, (_, n) => sessionOf(n, `u${n}@localhost`));
  for (const session of sessions) registry.add(session);
  return { registry, sessions };
}

const idsFrom = (registry: SessionRegistry, after?: string) => [...registry.from(after)].map(({ id }) => id);

describe('the session registry', () => {
  it('finds by id, by full JID and by user in order of opening', () => {
    const registry = new SessionRegistry();
    const [one, two] = [sessionOf(1), sessionOf(2)];
    registry.add(one);
    registry.add(two);

    expect(registry.find(one.id)).toBe(one);
    expect(registry.ofUser('romeo@localhost')).toEqual([one, two]);
    expect(registry.findByFullJid('romeo@localhost', 'r2')).toBe(two);
    expect(registry.findByFullJid('romeo@localhost', 'r3')).toBeUndefined();
    expect(registry.ofUser('juliet@localhost')).toEqual([]);
  });

  it('keeps what is out of routing findable by id until it is removed', () => {
    const registry = new SessionRegistry();
    const session = sessionOf(1);
    registry.add(session);
    registry.unroute(session);
    registry.unroute(session);

    expect(registry.ofUser('romeo@localhost')).toEqual([]);
    expect(registry.find(session.id)).toBe(session);
    registry.remove(session);
    registry.remove(session);
    expect(registry.find(session.id)).toBeUndefined();
    expect(registry.size).toBe(0);
  });

  it('hands out lists that a walk may end sessions of', () => {
    const registry = new SessionRegistry();
    const sessions = [sessionOf(1), sessionOf(2), sessionOf(3)];
    for (const session of sessions) registry.add(session);
    const walked: Session[] = [];
    for (const session of registry.ofUser('romeo@localhost')) {
      walked.push(session);
      registry.unroute(session);
    }
    expect(walked).toEqual(sessions);
  });

  it('pages in order of opening from behind any id, one that is gone included', () => {
    const { registry, sessions } = filled(10);
    for (const n of [0, 3, 4, 9]) registry.remove(sessions[n] as Session);

    expect(idsFrom(registry)).toEqual([1, 2, 5, 6, 7, 8].map(idOf));
    expect(idsFrom(registry, idOf(2))).toEqual([5, 6, 7, 8].map(idOf));
    expect(idsFrom(registry, idOf(3))).toEqual([5, 6, 7, 8].map(idOf));
    expect(idsFrom(registry, idOf(8))).toEqual([]);
    expect(idsFrom(registry, 'a')).toHaveLength(6);
    expect(idsFrom(registry, 'z')).toEqual([]);
  });

  it('pages the same before and after gaps are closed', () => {
    const { registry, sessions } = filled(4_000);
    const survivors: string[] = [];
    for (const [n, session] of sessions.entries()) {
      if (n % 3 === 0) survivors.push(session.id);
      else registry.remove(session);
    }

    expect(idsFrom(registry)).toEqual(survivors);
    expect(idsFrom(registry, idOf(2_001))).toEqual(survivors.filter((id) => id > idOf(2_001)));
    registry.add(sessionOf(4_000));
    expect(idsFrom(registry).at(-1)).toBe(idOf(4_000));
  });

  it('removes the right one wherever the gaps are', () => {
    const { registry, sessions } = filled(50);
    const order = sessions.map((_, i) => (i * 17) % 50);
    const left = new Set(sessions.map(({ id }) => id));
    for (const n of order) {
      registry.remove(sessions[n] as Session);
      left.delete(idOf(n));
      expect(idsFrom(registry)).toEqual([...left]);
    }
  });

  it('forgets the hash of an smId with its session', async () => {
    const registry = new SessionRegistry();
    const session = sessionOf(1);
    registry.add(session);
    registry.nameResumable(session, 'hash');
    expect(registry.findBySmIdHash('hash')).toBe(session);
    session.sm = { smIdHash: 'hash' } as never;
    registry.remove(session);
    expect(registry.findBySmIdHash('hash')).toBeUndefined();
  });
});

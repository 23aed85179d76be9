import { describe, expect, it } from 'vitest';
import type { StoredContact } from '#ports';
import { stranger } from './contact.js';
import { Roster } from './roster.js';

const contact = (jid: string, more: Partial<StoredContact> = {}): StoredContact => ({
  ...stranger(jid),
  listed: true,
  ...more,
});

describe('what a roster knows at a glance', () => {
  it('is who gets whose presence, who is listed and who waits', () => {
    const roster = new Roster([
      contact('a@x', { subscription: 'from' }),
      contact('b@x', { subscription: 'to' }),
      contact('c@x', { subscription: 'both' }),
      contact('d@x', { listed: false, request: '<presence/>' }),
    ]);
    expect([...roster.subscribers]).toEqual(['a@x', 'c@x']);
    expect([...roster.watched]).toEqual(['b@x', 'c@x']);
    expect([...roster.items()].map(({ jid }) => jid)).toEqual(['a@x', 'b@x', 'c@x']);
    expect([...roster.requests()]).toEqual(['<presence/>']);
    expect([roster.listed, roster.requested]).toEqual([3, 1]);
  });

  it('follows every change, to the point where nothing is left', () => {
    const roster = new Roster([contact('c@x', { subscription: 'both', request: '<presence/>' })]);
    roster.put(contact('c@x', { subscription: 'to' }));
    expect([roster.subscribers.size, roster.watched.size, roster.requested]).toEqual([0, 1, 0]);
    roster.put(stranger('c@x'));
    expect([roster.get('c@x'), roster.listed, roster.watched.size]).toEqual([undefined, 0, 0]);
  });
});

describe('its version (RFC 6121 §2.1.1)', () => {
  const one = contact('a@x', { name: 'A', groups: ['g', 'h'] });
  const other = contact('b@x', { subscription: 'both' });

  it('is the same for the same items, in whatever order and by whatever way they came', () => {
    const roster = new Roster([one, other]);
    const { version } = roster;
    expect(new Roster([other, one]).version).toBe(version);
    roster.put(contact('a@x', { name: 'Another' }));
    expect(roster.version).not.toBe(version);
    roster.put(contact('c@x'));
    roster.put(stranger('c@x'));
    roster.put(one);
    expect(roster.version).toBe(version);
  });

  it.each<Partial<StoredContact>>([
    { name: 'B' },
    { groups: ['g'] },
    { groups: ['h', 'g'] },
    { subscription: 'to' },
    { ask: true },
    { approved: true },
    { listed: false },
  ])('is another after %j', (change) => {
    const roster = new Roster([one, other]);
    const { version } = roster;
    roster.put({ ...one, ...change });
    expect(roster.version).not.toBe(version);
  });

  it('does not tell who has asked', () => {
    const roster = new Roster([one]);
    const { version } = roster;
    roster.put(contact('z@x', { listed: false, request: '<presence/>' }));
    roster.put({ ...one, request: '<presence/>' });
    expect(roster.version).toBe(version);
    expect(new Roster([]).version).not.toBe(version);
  });
});

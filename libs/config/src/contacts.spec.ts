import { describe, expect, it } from 'vitest';
import { contacts, groupContacts } from './contacts.js';

const valid = (text: string) => contacts().schema.safeParse(text).success;

describe('contact addresses', () => {
  it('are grouped by role, in their order', () => {
    expect(groupContacts('support=https://a.example/, admin=mailto:a@x,\n admin=xmpp:a@x')).toEqual([
      { role: 'admin', addresses: ['mailto:a@x', 'xmpp:a@x'] },
      { role: 'support', addresses: ['https://a.example/'] },
    ]);
    expect(groupContacts('')).toEqual([]);
  });

  it.each(['', 'abuse=mailto:abuse@example.org', 'status=https://status.example.org/?a=b'])(
    'may be "%s"',
    (text) => expect(valid(text)).toBe(true),
  );

  it.each(['abuse', 'abuse=', '=mailto:a@x', 'postmaster=mailto:a@x', 'abuse=nobody', 'abuse=mailto:ü@x'])(
    'may not be "%s"',
    (text) => expect(valid(text)).toBe(false),
  );
});

import { describe, expect, it } from 'vitest';
import { parse } from '../testing/im-room.js';
import { readItem } from './roster-item.js';

const query = (inside: string) => parse(`<query xmlns='jabber:iq:roster'>${inside}</query>`);
const long = 'x'.repeat(1024);

describe('a roster set', () => {
  it('puts an item with its name and groups', () => {
    expect(
      readItem(query("<item jid='Juliet@LOCALHOST' name='J'><group>a</group><group>b</group></item>")),
    ).toMatchObject({ kind: 'put', jid: { full: 'juliet@localhost' }, name: 'J', groups: ['a', 'b'] });
  });

  it('removes an item; what else a client says of the subscription is not its business (§2.1.2.5)', () => {
    expect(readItem(query("<item jid='j@x' subscription='remove'/>"))).toMatchObject({ kind: 'remove' });
    const put = readItem(query("<item jid='j@x' subscription='both' ask='subscribe' approved='true'/>"));
    expect(put).toEqual({ kind: 'put', jid: expect.anything(), name: '', groups: [] });
  });

  it.each([
    ['', 'bad-request'],
    ["<item jid='a@x'/><item jid='b@x'/>", 'bad-request'],
    ["<thing jid='a@x'/>", 'bad-request'],
    ["<item xmlns='urn:other' jid='a@x'/>", 'bad-request'],
    ['<item/>', 'bad-request'],
    ["<item jid='a@x/phone'/>", 'bad-request'],
    ["<item jid='@@x'/>", 'jid-malformed'],
    ["<item jid=''/>", 'jid-malformed'],
    ["<item jid='a@x'><group>g</group><group>g</group></item>", 'bad-request'],
    ["<item jid='a@x'><group/></item>", 'not-acceptable'],
    [`<item jid='a@x'><group>${long}</group></item>`, 'not-acceptable'],
    [`<item jid='a@x' name='${long}'/>`, 'not-acceptable'],
    [
      `<item jid='a@x'>${Array.from({ length: 51 }, (_, i) => `<group>${i}</group>`).join('')}</item>`,
      'not-acceptable',
    ],
  ])('of %s is refused: %s', (inside, condition) => {
    expect(readItem(query(inside))).toMatchObject({ condition });
  });

  it('takes as much as is allowed', () => {
    const groups = Array.from({ length: 50 }, (_, i) => `<group>${i}</group>`).join('');
    expect(readItem(query(`<item jid='a@x' name='${'x'.repeat(1023)}'>${groups}</item>`))).toHaveProperty(
      'kind',
      'put',
    );
  });
});

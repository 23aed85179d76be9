import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ImRoom, type Person } from '../testing/im-room.js';

let room: ImRoom;
let romeo: Person;
let juliet: Person;
beforeEach(async () => {
  room = await ImRoom.openWith({ DORMOUSE_VCARD_MAX_BYTES: '1024' });
  romeo = await room.enterAvailable('romeo@localhost/orchard');
  juliet = await room.enterAvailable('juliet@localhost/balcony');
});
afterEach(() => room.close());

async function asks(person: Person, type: 'get' | 'set', payload: string, to?: string): Promise<string> {
  const address = to === undefined ? '' : ` to='${to}'`;
  await person.saysAndIsTold(`<iq xmlns='jabber:client' type='${type}' id='v'${address}>${payload}</iq>`);
  return person.hears().join();
}

const ASK = "<vCard xmlns='vcard-temp'/>";
const ROMEO = "<vCard xmlns='vcard-temp'><FN>Romeo</FN></vCard>";

describe('vCards (XEP-0054)', () => {
  it('are told to their owner and to others, by the server', async () => {
    expect(await asks(romeo, 'set', ROMEO)).toContain("type='result'/>");
    expect(await asks(romeo, 'get', ASK)).toContain(`type='result'>${ROMEO}</iq>`);
    expect(await asks(juliet, 'get', ASK, 'romeo@localhost')).toContain(`type='result'>${ROMEO}</iq>`);
    expect(romeo.hears()).toEqual([]);
  });

  it('are item-not-found where there is none, and where there is no such account (§3.1)', async () => {
    for (const to of [undefined, 'romeo@localhost', 'nobody@localhost'])
      expect(await asks(juliet, 'get', ASK, to)).toContain('<item-not-found');
  });

  it('are set by their owner alone (§3.2)', async () => {
    expect(await asks(juliet, 'set', ROMEO, 'romeo@localhost')).toContain('<forbidden');
    expect(await asks(romeo, 'get', ASK)).toContain('<item-not-found');
  });

  it('may not be larger than allowed, nor anything else', async () => {
    const large = `<vCard xmlns='vcard-temp'><PHOTO>${'x'.repeat(1000)}</PHOTO></vCard>`;
    expect(await asks(romeo, 'set', large)).toContain('1024 bytes');
    expect(await asks(romeo, 'set', "<card xmlns='vcard-temp'/>")).toContain('<bad-request');
    expect(await asks(romeo, 'get', ASK)).toContain('<item-not-found');
  });
});

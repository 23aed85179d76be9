import { afterEach, describe, expect, it } from 'vitest';
import { ImRoom } from '../testing/im-room.js';
import { zoneOffset } from './entity-time.js';

let room: ImRoom | undefined;
afterEach(async () => {
  await room?.close();
  room = undefined;
});

describe('entity time (XEP-0202)', () => {
  it('is told in UTC, with the offset of where the server is', async () => {
    room = await ImRoom.open();
    const romeo = room.enter('romeo@localhost/orchard');
    romeo.says(
      "<iq xmlns='jabber:client' type='get' id='t' to='localhost'><time xmlns='urn:xmpp:time'/></iq>",
    );
    const here = zoneOffset(-new Date(Date.UTC(2030, 0, 1)).getTimezoneOffset());
    expect(romeo.hears().join()).toContain(
      `<time xmlns='urn:xmpp:time'><tzo>${here}</tzo><utc>2030-01-01T00:00:00.000Z</utc></time>`,
    );
  });

  it.each([
    [0, '+00:00'],
    [60, '+01:00'],
    [-210, '-03:30'],
    [765, '+12:45'],
  ])('writes %i minutes east as %s (XEP-0082)', (minutes, text) => {
    expect(zoneOffset(minutes)).toBe(text);
  });
});

import { describe, expect, it } from 'vitest';
import type { SessionView } from '#contracts';
import { control } from '../../support/control-socket.js';
import { resume } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

const stage = openStage();

/** The only session of a user, as operators see it. */
async function sessionOf(user: string): Promise<SessionView> {
  const filter = encodeURIComponent(`user~${user}`);
  const { body } = await control(stage.server.dataDir, 'GET', `/sessions?filter=${filter}`);
  const { items } = body as { items: SessionView[] };
  expect(items).toHaveLength(1);
  return items[0] as SessionView;
}

describe.each(TRANSPORTS)(
  'a session that was bound over %s and is resumed over the other transport',
  (transport) => {
    it('fault 14: takes from the new connection where it is reached, and nothing else (R34)', async () => {
      const romeo = await stage.person('romeo');
      const balcony = await (await stage.person('juliet')).signIn(transport);
      const lost = await romeo.signIn(transport, { sm: 'resume', resource: 'orchard', presence: 7 });
      lost.send(`<presence to='${balcony.fullJid}'/>`);
      await balcony.expect(`<presence from='${lost.fullJid}'/>`);
      await lost.acked();
      const before = await sessionOf(romeo.jid);
      lost.cut();

      const next = await romeo.arrive(transport === 'websocket' ? 'tls' : 'websocket');
      await resume(next, lost);
      await next.acked();
      const after = await sessionOf(romeo.jid);
      const { transport: carrier, tls, address, resumes, traceId, ackRtt } = after;
      expect(after).toEqual({ ...before, transport: carrier, tls, address, resumes, traceId, ackRtt });
      // What it did last is another story now.
      expect(traceId).not.toBe(before.traceId);
      expect([carrier, resumes]).toEqual([transport === 'websocket' ? 'tls' : 'websocket', 1]);

      // What it had told others is remembered as well: whoever got directed presence hears of the end.
      await next.close();
      await balcony.expect(`<presence type='unavailable' from='${lost.fullJid}'/>`);
    });
  },
);

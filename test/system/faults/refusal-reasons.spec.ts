import { describe, expect, it } from 'vitest';
import type { EventView } from '#contracts';
import { control } from '../../support/control-socket.js';
import { NS, STANZA_ERROR } from '../../support/namespaces.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

const stage = openStage();

describe.each(TRANSPORTS)('why a resume was refused, over %s', (transport) => {
  it('fault 17: is told to operators where the client hears only item-not-found', async () => {
    const romeo = await stage.person('romeo');
    const mercutio = await stage.person('mercutio');
    const lost = await romeo.signIn(transport, { sm: 'resume', presence: false });
    const closed = await mercutio.signIn(transport, { sm: 'resume', presence: false });
    const asleep = await mercutio.signIn(transport, { sm: 'resume', presence: false });
    await asleep.hangUp();
    await closed.close();
    await stage.server.setLimit(mercutio.jid, 'smacks_max_hibernated_sessions', 1);
    await (await mercutio.signIn(transport, { sm: 'resume', presence: false })).hangUp();
    // A round trip, so that the server has surely seen that connection end.
    await lost.expectNothing();

    const client = await mercutio.arrive(transport);
    for (const previd of ['no-such-session', lost.sm?.id, closed.sm?.id, asleep.sm?.id]) {
      client.send(`<resume xmlns='${NS.sm3}' previd='${previd}' h='0'/>`);
      await client.expect(`<failed xmlns='${NS.sm3}'><item-not-found ${STANZA_ERROR}/></failed>`);
    }
    const { body } = await control(stage.server.dataDir, 'GET', '/events');
    // Newest first.
    const told = (body as { items: EventView[] }).items
      .filter((event) => event.kind === 'smacks-resume-failed' && event.user === mercutio.jid)
      .reverse();
    expect(told.map(({ reason, detail }) => [reason, detail])).toEqual([
      ['item_not_found', null],
      ['other_user', null],
      ['item_not_found', null],
      ['expired', 'the session had ended: evicted'],
    ]);
  });
});

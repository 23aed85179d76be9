import { describe, it } from 'vitest';
import { NS } from '../../support/namespaces.js';
import { openStage } from '../../support/stage.js';

const stage = openStage();

describe('a client that is quicker with <a/> than the server with its stanzas', () => {
  it('fault 10: acknowledges on a new connection what the one before had carried, before it is sent again', async () => {
    const romeo = await stage.person('romeo');
    const balcony = await (await stage.person('juliet')).signIn('starttls');
    const lost = await romeo.signIn('starttls', { sm: 'resume', presence: false });
    lost.answering = false;
    for (const id of ['1', '2', '3']) {
      balcony.send(`<message to='${lost.fullJid}' id='${id}'><body>${id}</body></message>`);
      await lost.expect(`<message id='${id}'/>`);
    }
    lost.cut();

    const next = await romeo.arrive('starttls');
    next.resuming = lost.sm;
    // One write, so that both are read before anything goes out; h='0' is what the client knew when it asked.
    next.sendRaw(`<resume xmlns='${NS.sm3}' previd='${lost.sm?.id}' h='0'/><a xmlns='${NS.sm3}' h='3'/>`);
    await next.expect(`<resumed xmlns='${NS.sm3}'/>`);
    await next.expectNothing();
  });
});

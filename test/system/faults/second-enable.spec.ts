import { describe, expect, it } from 'vitest';
import { NS, STANZA_ERROR } from '../../support/namespaces.js';
import { resume } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

/** What opens a stream, complete as an element so that it is read as one where no stream may begin. */
const HEADERS = {
  starttls: `<stream:stream xmlns:stream='${NS.stream}' to='localhost' version='1.0'/>`,
  websocket: `<open xmlns='${NS.framing}' to='localhost' version='1.0'/>`,
};
const stage = openStage();

describe.each(TRANSPORTS)('a client on whose stream stream management is on, over %s', (transport) => {
  it('fault 18: is offered <sm/> no more, neither after <enabled/> nor after <resumed/>', async () => {
    const romeo = await stage.person('romeo');
    const lost = await romeo.signIn(transport, { sm: 'resume', presence: false });
    await lost.expectNothing();
    lost.cut();
    const next = await romeo.arrive(transport);
    await resume(next, lost);
    await next.expectNothing();
    // Not even to who opens the stream anew, as after authentication.
    next.sendRaw(HEADERS[transport]);
    for (let event = await next.next(); event.kind !== 'end'; event = await next.next())
      if (event.kind === 'element') expect(event.element.is('features', NS.stream)).toBe(false);
    await resume(await romeo.arrive(transport), lost);
  });

  it('fault 18: that enables again all the same keeps what it had (R10)', async () => {
    const romeo = await stage.person('romeo');
    const client = await romeo.signIn(transport, { sm: 'resume', presence: false });
    client.answering = false;
    client.send(`<message to='${client.fullJid}' id='1'><body>note to self</body></message>`);
    await client.expect("<message id='1'/>");
    client.send(`<enable xmlns='${NS.sm3}' resume='true'/>`);
    await client.expect(`<failed xmlns='${NS.sm3}'><unexpected-request ${STANZA_ERROR}/></failed>`);
    await client.ended();
    const next = await romeo.arrive(transport);
    const resumed = await resume(next, client, 0);
    expect(resumed.attrs['h']).toBe('1');
    await next.expect("<message id='1'/>");
    await next.expectNothing();
  });
});

import { describe, expect, it } from 'vitest';
import { NS } from '../../support/namespaces.js';
import { resume } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

const stage = openStage();

describe.each(TRANSPORTS)('acknowledgements over %s', (transport) => {
  it('count stanzas and nothing else (R12, R15)', async () => {
    const client = await (await stage.person('romeo')).signIn(transport, { sm: 'resume', presence: false });
    await client.acked(0);
    client.send(`<message id='1' to='${client.fullJid}'><body>1</body></message>`);
    client.send(`<a xmlns='${NS.sm3}' h='0'/>`);
    client.send('<presence/>');
    client.send("<iq type='get' id='q' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>");
    client.send("<iq type='get' id='q2' to='localhost'><pigeon xmlns='urn:example:birds'/></iq>");
    await client.acked(4);
  });

  it('are asked for after the server sent something (R17)', async () => {
    const client = await (await stage.person('romeo')).signIn(transport, { sm: 'resume', presence: false });
    client.answering = false;
    client.showRequests = true;
    client.send(`<message id='1' to='${client.fullJid}'><body>1</body></message>`);
    await client.expect("<message id='1'/>");
    await client.expect(`<r xmlns='${NS.sm3}'/>`);
  });

  it('free exactly what they acknowledge: the rest comes again on resume (R16, R17)', async () => {
    const romeo = await stage.person('romeo');
    const lost = await romeo.signIn(transport, { sm: 'resume', presence: false });
    lost.answering = false;
    for (const id of ['1', '2', '3']) {
      lost.send(`<message id='${id}' to='${lost.fullJid}'><body>note</body></message>`);
      await lost.expect(`<message id='${id}'/>`);
    }
    for (const h of [1, 1, 2]) lost.send(`<a xmlns='${NS.sm3}' h='${h}'/>`);
    await lost.acked();
    lost.cut();
    const next = await romeo.arrive(transport);
    await resume(next, lost, 2);
    await next.expect("<message id='3'/>");
    await next.expectNothing();
  });

  it.each(['', " h=''", " h='many'", " h='-1'", " h='4294967296'"])(
    'without a proper h, <a%s/>, end the stream; the session can be resumed (R11)',
    async (h) => {
      const romeo = await stage.person('romeo');
      const client = await romeo.signIn(transport, { sm: 'resume' });
      client.send(`<a xmlns='${NS.sm3}'${h}/>`);
      await client.expect('<stream:error/>');
      await client.ended();
      await resume(await romeo.arrive(transport), client);
    },
  );

  it('of more than was sent end the stream with the numbers; the session can be resumed (R37)', async () => {
    const romeo = await stage.person('romeo');
    const client = await romeo.signIn(transport, { sm: 'resume' });
    const sent = client.sm?.handled ?? 0;
    client.send(`<a xmlns='${NS.sm3}' h='${sent + 10}'/>`);
    const error = await client.expectStreamError(
      'undefined-condition',
      `<handled-count-too-high xmlns='${NS.sm3}' h='${sent + 10}' send-count='${sent}'/>`,
    );
    expect(error.childText('text', NS.streamErrors)).toBeTruthy();
    await resume(await romeo.arrive(transport), client);
  });

  it('precede the end of a stream that the server closes (R18)', async () => {
    const romeo = await stage.person('romeo');
    const client = await romeo.signIn(transport, { sm: 'resume', resource: 'orchard' });
    await client.acked();
    // One more stanza, of which nothing has been said yet.
    await client.expectNothing();
    client.send(`<pigeon xmlns='urn:example:birds'/>`);
    await client.expectStreamError('unsupported-stanza-type');
    await client.ackedUnasked();
  });
});

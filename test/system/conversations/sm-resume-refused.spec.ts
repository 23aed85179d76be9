import { describe, expect, it } from 'vitest';
import { NS, STANZA_ERROR } from '../../support/namespaces.js';
import { askToResume, bind, enable, openSecureStream, resume } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';

const stage = openStage();
const failed = (condition: string, more = '') =>
  `<failed xmlns='${NS.sm3}' h='-'><${condition} ${STANZA_ERROR}/>${more}</failed>`;

describe.each(TRANSPORTS)('a resumption refused over %s', (transport) => {
  const sleeping = async () => {
    const romeo = await stage.person('romeo');
    const lost = await romeo.signIn(transport, { sm: 'resume' });
    await lost.hangUp();
    return { romeo, lost };
  };

  it('of a session nobody knows: item-not-found, no h, and bind works (R28, R30, R35)', async () => {
    const client = await (await stage.person('romeo')).arrive(transport);
    client.send(`<resume xmlns='${NS.sm3}' previd='no-such-session' h='0'/>`);
    await client.expect(failed('item-not-found'));
    await bind(client);
    await enable(client);
  });

  it.each(['', " h='0'", " previd='PREVID'", " previd='' h='0'"])(
    'fault 2: for lack of previd or h, <resume%s/>: bad-request at once, the session unharmed (R23)',
    async (attributes) => {
      const { romeo, lost } = await sleeping();
      const client = await romeo.arrive(transport);
      client.send(`<resume xmlns='${NS.sm3}'${attributes.replace('PREVID', lost.sm?.id ?? '')}/>`);
      await client.expect(failed('bad-request'));
      await resume(client, lost);
    },
  );

  it('before authentication reveals nothing (R25)', async () => {
    const { romeo, lost } = await sleeping();
    const client = await stage.connect(transport);
    await openSecureStream(client);
    for (const previd of [lost.sm?.id, 'no-such-session']) {
      client.send(`<resume xmlns='${NS.sm3}' previd='${previd}' h='0'/>`);
      await client.expect(failed('unexpected-request'));
    }
    await resume(await romeo.arrive(transport), lost);
  });

  it("fault 15: of another account's session: item-not-found, the victim unharmed (R26)", async () => {
    const { romeo, lost } = await sleeping();
    const thief = await (await stage.person('mercutio')).arrive(transport);
    thief.send(`<resume xmlns='${NS.sm3}' previd='${lost.sm?.id}' h='0'/>`);
    await thief.expect(failed('item-not-found'));
    await resume(await romeo.arrive(transport), lost);
  });

  it("fault 15: of another account's live session: the victim notices nothing (R26)", async () => {
    const victim = await (await stage.person('romeo')).signIn(transport, { sm: 'resume' });
    const thief = await (await stage.person('mercutio')).arrive(transport);
    thief.send(`<resume xmlns='${NS.sm3}' previd='${victim.sm?.id}' h='0'/>`);
    await thief.expect(failed('item-not-found'));
    await victim.expectNothing();
  });

  it('for an h beyond what was sent: the numbers, and a right h still resumes (R38)', async () => {
    const { romeo, lost } = await sleeping();
    const received = lost.sm?.handled ?? 0;
    const client = await romeo.arrive(transport);
    const too = `<handled-count-too-high xmlns='${NS.sm3}' h='${received + 100}' send-count='${received}'/>`;
    client.send(`<resume xmlns='${NS.sm3}' previd='${lost.sm?.id}' h='${received + 100}'/>`);
    await client.expect(failed('undefined-condition', too));
    await resume(client, lost, received);
  });

  it.each(['-1', 'many', '4294967296'])("for an h of '%s', and a right h still resumes (R38)", async (h) => {
    const { romeo, lost } = await sleeping();
    const client = await romeo.arrive(transport);
    client.send(`<resume xmlns='${NS.sm3}' previd='${lost.sm?.id}' h='${h}'/>`);
    await client.expect(`<failed xmlns='${NS.sm3}'/>`);
    await resume(client, lost);
  });

  it('after bind: unexpected-request, and the stream goes on (R50)', async () => {
    const { romeo, lost } = await sleeping();
    const client = await romeo.signIn(transport);
    askToResume(client, lost);
    await client.expect(failed('unexpected-request'));
    await client.expectNothing();
  });

  it('after a clean close, which is no lost connection (R39)', async () => {
    const romeo = await stage.person('romeo');
    const closed = await romeo.signIn(transport, { sm: 'resume' });
    await closed.close();
    const client = await romeo.arrive(transport);
    askToResume(client, closed);
    await client.expect(failed('item-not-found'));
    await bind(client);
  });

  it('where resumption was never granted', async () => {
    const romeo = await stage.person('romeo');
    const lost = await romeo.signIn(transport, { sm: 'enable' });
    expect(lost.sm?.id).toBe('');
    const desk = await romeo.signIn(transport);
    await lost.expect(`<presence from='${desk.fullJid}'/>`);
    lost.cut();
    await desk.expect(`<presence type='unavailable' from='${lost.fullJid}'/>`);
  });
});

describe('QXmpp 1.4', () => {
  it('says <resume/> in jabber:client and hears so, else it would wait for ever', async () => {
    const client = await (await stage.person('romeo')).arrive('starttls');
    client.send("<resume previd='' h='0'/>");
    await client.expectStreamError('unsupported-stanza-type');
  });
});

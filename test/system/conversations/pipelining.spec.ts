import { describe, expect, it } from 'vitest';
import { NS } from '../../support/namespaces.js';
import { openSecureStream, plainAuth, resume } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';

/** Unlimited: megabytes have to pass before the system's own buffers are full, and they are not what is tested. */
const stage = openStage({ DORMOUSE_C2S_MAX_BYTES_PER_SECOND: 'none' });
const HEADER = `<stream:stream to='localhost' version='1.0' xmlns='${NS.client}' xmlns:stream='${NS.stream}'>`;
const BIND = `<iq type='set' id='bind'><bind xmlns='${NS.bind}'><resource>phone</resource></bind></iq>`;
const ENABLE = `<enable xmlns='${NS.sm3}' resume='true'/>`;
const note = (id: string) => `<message to='localhost' id='${id}'><body>${id}</body></message>`;

describe('a client that does not wait for answers', () => {
  const arrived = async () => {
    const romeo = await stage.person('romeo');
    const client = await stage.connect('tls');
    await openSecureStream(client);
    return { romeo, client };
  };

  it('may say everything from <auth/> to its first stanzas in one breath', async () => {
    const { romeo, client } = await arrived();
    client.sendRaw(
      [plainAuth(romeo.user, romeo.password), HEADER, BIND, ENABLE, '<presence/>', note('1')].join(''),
    );
    await client.expect(`<success xmlns='${NS.sasl}'/>`);
    await client.expectEvent('header');
    await client.expect('<stream:features/>');
    await client.expect("<iq type='result' id='bind'/>");
    await client.expect(`<enabled xmlns='${NS.sm3}'/>`);
    await client.expect(`<presence from='${romeo.jid}/phone'/>`);
    await client.expect("<message type='error' id='1'/>");
    await client.acked(2);
  });

  it('may resume in one breath, and what it says behind <resume/> is counted', async () => {
    const { romeo, client } = await arrived();
    const lost = await romeo.signIn('tls', { sm: 'resume', resource: 'phone' });
    lost.cut();
    client.resuming = lost.sm;
    client.sendRaw(
      [
        plainAuth(romeo.user, romeo.password),
        HEADER,
        `<resume xmlns='${NS.sm3}' previd='${lost.sm?.id}' h='${lost.sm?.h}'/>`,
        note('1'),
      ].join(''),
    );
    await client.expect(`<success xmlns='${NS.sasl}'/>`);
    await client.expectEvent('header');
    await client.expect('<stream:features/>');
    await client.expect(`<resumed xmlns='${NS.sm3}' h='${lost.sm?.sent}'/>`);
    await client.expect("<message type='error' id='1'/>");
    await client.acked((lost.sm?.sent ?? 0) + 1);
  });
});

describe('a client that does not read', () => {
  const KIB_64 = 'x'.repeat(65_536);
  const FLOOD = 60;

  it('is disconnected when nothing bounds what waits for it', async () => {
    const deaf = await (await stage.person('romeo')).signIn('starttls');
    const watcher = await (await stage.person('juliet')).signIn('starttls');
    deaf.send(`<presence to='${watcher.fullJid}'/>`);
    await watcher.expect(`<presence from='${deaf.fullJid}'/>`);
    deaf.stall();
    for (let i = 0; i < 4 * FLOOD; i += 1)
      watcher.send(`<message to='${deaf.fullJid}' type='headline'><body>${KIB_64}</body></message>`);
    await watcher.expect(`<presence type='unavailable' from='${deaf.fullJid}'/>`);
  });

  it('with stream management gets it all later', async () => {
    const romeo = await stage.person('romeo');
    const deaf = await romeo.signIn('starttls', { sm: 'resume' });
    const writer = await (await stage.person('juliet')).signIn('starttls', { sm: 'resume' });
    deaf.stall();
    for (let i = 0; i < FLOOD; i += 1)
      writer.send(`<message to='${deaf.fullJid}' type='chat' id='m${i}'><body>${KIB_64}</body></message>`);
    await writer.acked();
    const next = await romeo.arrive('starttls');
    await resume(next, deaf);
    for (let i = 0; i < FLOOD; i += 1) {
      const message = await next.expect(`<message id='m${i}'/>`);
      expect(message.childText('body')?.length).toBe(KIB_64.length);
    }
    await next.expectNothing();
  });
});

import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.js';
import { CutProxy } from '../support/cut-proxy.js';
import { slixmppClient } from '../support/driven-client.js';
import { type Person, Stage } from '../support/stage.js';
import { ConverseSite } from './converse-site.js';
import { ConverseVisitor, SOON } from './converse-visitor.js';

/** A browser, a server and two clients on a machine that may be busy with others. */
const TIMEOUT = 150_000;
const SHOT = fileURLToPath(new URL('../../test-results/screenshots/converse.png', import.meta.url));

const numbered = (word: string, count: number) => Array.from({ length: count }, (_, i) => `${word} ${i}`);

describe('a person at converse.js', { timeout: TIMEOUT }, () => {
  const stage = new Stage();
  let browser: Browser;
  let site: ConverseSite;
  const cleanUps: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    site = await ConverseSite.open();
    await stage.open({ DORMOUSE_HTTP_WEBSOCKET_ORIGINS: site.origin });
    browser = await openBrowser();
  }, TIMEOUT);
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  });
  afterAll(async () => {
    await browser?.close();
    await stage.close();
    await site?.close();
  });

  const peerOf = async (person: Person) => {
    const { user, password } = person;
    const peer = slixmppClient(stage.server.address.c2s, { user, password, resource: 'balcony' });
    cleanUps.push(() => peer.dispose());
    await peer.event('online');
    await peer.settle();
    /** Says these, and waits until the server has them. */
    const say = async (to: string, words: readonly string[]) => {
      for (const word of words) await peer.send(to, word);
      const done = `said ${words.at(-1)}`;
      await peer.send(`${person.jid}/balcony`, done);
      await peer.bodiesUpTo(done);
    };
    const heard = () =>
      peer.messages.filter(({ from }) => !from.startsWith(person.jid)).map(({ body }) => body);
    return { peer, say, heard };
  };

  it('makes a contact, chats both ways, and loses nothing to a network that goes and comes', async () => {
    const [romeo, juliet] = [await stage.person('romeo'), await stage.person('juliet')];
    const network = await CutProxy.to(stage.server.address.http);
    cleanUps.push(() => network.close());
    const websocket = `ws://127.0.0.1:${network.port}/xmpp-websocket`;
    site.settings = { jid: romeo.jid, password: romeo.password, websocket_url: websocket };
    const { peer, say, heard } = await peerOf(juliet);
    const visitor = await ConverseVisitor.arrive(browser, site, juliet.jid);
    cleanUps.push(() => visitor.page.context().close());
    await visitor.befriend('Juliet');
    await peer.hears([{ event: 'presence', type: 'subscribe', from: romeo.jid }]);
    peer.subscription('subscribed', romeo.jid);
    peer.subscription('subscribe', romeo.jid);
    // Whom it subscribed to it lets subscribe.
    await peer.hears([
      { event: 'presence', type: 'subscribed', from: romeo.jid },
      { event: 'push', jid: romeo.jid, subscription: 'both' },
    ]);
    await visitor.openChat();

    await say(romeo.jid, ['good evening']);
    await expect.poll(() => visitor.conversation(), SOON).toEqual(['good evening']);
    await visitor.say('good evening to you');
    await peer.bodiesUpTo('good evening to you');
    expect(visitor.verdicts).toEqual(['enabled']);
    const before = peer.heard.length;

    // Neither side knows yet; both talk on.
    network.blackhole();
    await visitor.say('can you hear me?');
    const missed = numbered('missed', 10);
    await say(romeo.jid, missed);
    network.cut();
    await peer.bodiesUpTo('can you hear me?');
    await visitor.say('there you are');
    await peer.bodiesUpTo('there you are');
    await say(romeo.jid, ['here I am']);
    const conversation = [
      'good evening',
      'good evening to you',
      'can you hear me?',
      ...missed,
      'there you are',
      'here I am',
    ];
    await expect.poll(() => visitor.conversation(), SOON).toContain('here I am');
    await visitor.page.screenshot({ path: SHOT });
    expect(await visitor.conversation()).toEqual(conversation);
    expect(heard()).toEqual(['good evening to you', 'can you hear me?', 'there you are']);
    expect(visitor.verdicts).toEqual(['enabled', 'resumed']);
    expect(peer.heard.slice(before).filter(({ event }) => event === 'presence')).toEqual([]);

    // COMPAT converse.js 14 gives up a session that was resumed once: after a second loss it binds its resource afresh.
    network.blackhole();
    const again = numbered('missed again', 10);
    await say(romeo.jid, again);
    network.cut();
    await expect.poll(() => visitor.verdicts, SOON).toEqual(['enabled', 'resumed', 'enabled']);
    await say(romeo.jid, ['still here']);
    await expect.poll(() => visitor.conversation(), SOON).toContain('still here');
    expect(await visitor.conversation()).toEqual([...conversation, ...again, 'still here']);
    expect(visitor.breakdowns).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CutProxy, type Orphan } from './cut-proxy.js';
import type { DrivenClient, StartClient } from './driven-client.js';
import type { ServerAddress } from './server-process.js';
import type { Person, Stage } from './stage.js';

const numbered = (word: string, count: number) => Array.from({ length: count }, (_, i) => `${word} ${i}`);

/**
 * What a real client must live through, whichever it is: the network between it and the server is cut, swallowed and
 * restored; every message arrives once and in order, or its sender is told. A black hole that a client notices only by
 * a time-out of its own ends as on a phone, by a change of network. `repeatsItsOwn`: the library sends again on resume
 * what the server says it has not got (XEP-0198 §5). `legible`: no TLS hides what the server says. `away`: how a
 * network that is not there behaves.
 */
export function describeOutages(
  name: string,
  stage: Stage,
  start: StartClient,
  port: (address: ServerAddress) => number,
  { repeatsItsOwn = true, legible = false, away = 'refuse' as 'refuse' | 'hold' } = {},
): void {
  let proxy: CutProxy;
  let client: DrivenClient | undefined;
  beforeEach(async () => {
    proxy = await CutProxy.to(port(stage.server.address));
  });
  afterEach(async () => {
    await client?.dispose();
    client = undefined;
    await proxy.close();
  });

  /** Somebody who writes to Romeo's phone, and waits until the server has taken everything. */
  const writer = async (romeo: Person) => {
    const balcony = await (await stage.person('juliet')).signIn('starttls', { sm: 'resume' });
    const say = async (words: readonly string[]) => {
      for (const word of words)
        balcony.send(`<message to='${romeo.jid}/phone' type='chat'><body>${word}</body></message>`);
      await balcony.acked();
    };
    return { balcony, say };
  };
  /** The client under test behind the proxy, online with a resumable session. */
  const enter = async (romeo: Person) => {
    const phone = start(proxy.port, { user: romeo.user, password: romeo.password, resource: 'phone' });
    client = phone;
    await phone.event('online');
    return phone;
  };
  const comesBack = async (phone: DrivenClient, { balcony, say }: Awaited<ReturnType<typeof writer>>) => {
    const failed = await phone.event('failed');
    expect(failed.condition).toBe('item-not-found');
    expect(failed.h).toMatch(/^[1-9]\d*$/);
    const { jid } = await phone.event('online');
    expect(jid).toMatch(/\/phone$/);
    await say(['welcome back']);
    expect(await phone.bodiesUpTo('welcome back')).toEqual(['welcome back']);
    await phone.send(balcony.fullJid, 'thank you');
    await balcony.expect('<message><body>thank you</body></message>');
  };

  describe(`${name} behind a bad network`, () => {
    it('loses its network and resumes: what was sent meanwhile comes once and in order', async () => {
      const romeo = await stage.person('romeo');
      const { say } = await writer(romeo);
      const phone = await enter(romeo);
      await say(['before']);
      await phone.bodiesUpTo('before');
      proxy[away]();
      proxy.cut();
      await phone.event('disconnected');
      const missed = numbered('missed', 20);
      await say(missed);
      proxy.accept();
      await phone.event('resumed');
      await say(['after']);
      expect(await phone.bodiesUpTo('after')).toEqual(['before', ...missed, 'after']);
      for (const message of phone.messages)
        expect(message.delayed, message.body ?? '').toBe(missed.includes(message.body ?? ''));
    });

    it('loses it again and again in the middle of a conversation', async () => {
      const romeo = await stage.person('romeo');
      const { say } = await writer(romeo);
      const phone = await enter(romeo);
      const all: string[] = [];
      for (let round = 0; round < 4; round += 1) {
        const words = numbered(`round ${round}`, 10);
        all.push(...words);
        const said = say(words);
        proxy.cut(round % 2 === 0 ? 'rst' : 'fin');
        await said;
        await phone.event('resumed');
      }
      await say(['last']);
      expect(await phone.bodiesUpTo('last')).toEqual([...all, 'last']);
    });

    it.each([
      ['up', 'roam'],
      ['down', 'roam'],
      ['both', 'roam'],
      ['both', 'cut'],
    ] as const)(
      'loses it without noticing, %s, until a %s: nothing is lost, nothing twice',
      async (lane, way) => {
        const romeo = await stage.person('romeo');
        const { balcony, say } = await writer(romeo);
        const phone = await enter(romeo);
        proxy.blackhole(lane);
        const theirs = numbered('down', 10);
        const ours = lane === 'down' || repeatsItsOwn ? numbered('up', 10) : [];
        const oursArrive = async () => {
          for (const word of ours) await balcony.expect(`<message id='*'><body>${word}</body></message>`);
        };
        for (const word of ours) await phone.send(balcony.fullJid, word);
        await say(theirs);
        // What still gets through is here before anybody knows that the rest does not.
        if (lane === 'up') expect(await phone.bodiesUpTo('down 9')).toEqual(theirs);
        if (lane === 'down') await oursArrive();
        proxy[way]();
        await phone.event('resumed');
        if (lane !== 'down') await oursArrive();
        await say(['after']);
        expect(await phone.bodiesUpTo('after')).toEqual([...theirs, 'after']);
        await phone.send(balcony.fullJid, 'done');
        await balcony.expect('<message><body>done</body></message>');
      },
    );

    it('roams while both sides talk: the old connection is told, and hears nothing more', async () => {
      const romeo = await stage.person('romeo');
      const { balcony, say } = await writer(romeo);
      const phone = await enter(romeo);
      const all: string[] = [];
      const left: Orphan[] = [];
      for (let round = 0; round < 3; round += 1) {
        const words = numbered(`round ${round}`, 10);
        all.push(...words);
        const said = say(words);
        left.push(...proxy.roam());
        await said;
        await phone.event('resumed');
        await phone.send(balcony.fullJid, `here ${round}`);
        await balcony.expect(`<message><body>here ${round}</body></message>`);
      }
      expect(left).toHaveLength(3);
      for (const connection of left) await (legible ? connection.says('<conflict') : connection.ended);
      const unheard = () => left.map((connection) => connection.unheard());
      const before = unheard();
      await say(['last']);
      expect(await phone.bodiesUpTo('last')).toEqual([...all, 'last']);
      expect(unheard()).toEqual(before);
    });

    it('comes back too late: is told how far the server got and binds anew; the sender was told too', async () => {
      const romeo = await stage.person('romeo');
      await stage.server.setLimit(romeo.jid, 'smacks_hibernation_time', 1);
      const juliet = await writer(romeo);
      const phone = await enter(romeo);
      proxy[away]();
      proxy.cut();
      await juliet.say(['too late']);
      await juliet.balcony.expect("<message type='error'/>");
      proxy.accept();
      await comesBack(phone, juliet);
    });

    it('outlives its server: resumes at the next one', async () => {
      const romeo = await stage.person('romeo');
      const phone = await enter(romeo);
      await stage.server.stop();
      proxy[away]();
      await stage.server.restart();
      const { say } = await writer(romeo);
      const missed = numbered('missed', 10);
      await say(missed);
      proxy.accept();
      await phone.event('resumed');
      await say(['after']);
      expect(await phone.bodiesUpTo('after')).toEqual([...missed, 'after']);
    });

    it('comes back too late, and the server is another: is told how far the old one got and binds anew', async () => {
      const romeo = await stage.person('romeo');
      await stage.server.setLimit(romeo.jid, 'smacks_hibernation_time', 1);
      const { balcony, say } = await writer(romeo);
      const phone = await enter(romeo);
      proxy[away]();
      proxy.cut();
      await say(['too late']);
      await balcony.expect("<message type='error'/>");
      await stage.server.stop();
      await stage.server.restart();
      const juliet = await writer(romeo);
      proxy.accept();
      await comesBack(phone, juliet);
    });
  });
}

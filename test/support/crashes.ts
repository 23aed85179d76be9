import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CutProxy } from './cut-proxy.js';
import type { DrivenClient, StartClient } from './driven-client.js';
import { resume } from './negotiation.js';
import type { ServerAddress } from './server-process.js';
import type { Person, Stage } from './stage.js';

const twenty = (word: string) => Array.from({ length: 20 }, (_, i) => `${word} ${i}`);

/** Two starts of a server and two of clients, on a machine that may be busy with others. */
const TIMEOUT = 120_000;

/**
 * What a real client must live through when its server ends, by SIGKILL or SIGTERM, and comes back: its session is resumed,
 * and 20 messages each way arrive once and in order. `repeatsItsOwn`: the library sends again on resume what the server says
 * it has not got (XEP-0198 §5).
 */
export function describeCrashes(
  name: string,
  stage: Stage,
  start: StartClient,
  port: (address: ServerAddress) => number,
  { repeatsItsOwn = true } = {},
): void {
  let proxy: CutProxy;
  const clients: DrivenClient[] = [];
  beforeEach(async () => {
    proxy = await CutProxy.to(port(stage.server.address));
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.dispose();
    await proxy.close();
  });

  const enter = async ({ user, password }: Person, at: number) => {
    const client = start(at, { user, password, resource: 'phone' });
    clients.push(client);
    await client.event('online');
    return client;
  };

  describe.each([
    ['SIGKILL', () => stage.server.kill()],
    ['SIGTERM', () => stage.server.stop()],
  ] as const)(`${name} and a server that is ended by %s`, { timeout: TIMEOUT }, (_signal, end) => {
    it('resumes, and has what was queued for it; what it sent before arrives as well', async () => {
      const [romeo, juliet, nurse] = await Promise.all(
        ['romeo', 'juliet', 'nurse'].map((n) => stage.person(n)),
      );
      if (!romeo || !juliet || !nurse) throw new Error('nobody came');
      const phone = await enter(romeo, proxy.port);
      const balcony = await juliet.signIn('starttls', { resource: 'balcony', sm: 'resume' });
      const chamber = await nurse.signIn('starttls', { sm: 'resume' });

      // To one who sleeps: the server says that it has them, and nobody else does.
      balcony.cut();
      const handled = twenty('handled');
      for (const word of handled) await phone.send(balcony.fullJid, word);
      await phone.send(chamber.fullJid, 'all handled');
      await chamber.expect('<message><body>all handled</body></message>');

      proxy.blackhole();
      const queued = twenty('queued');
      for (const word of queued)
        chamber.send(`<message to='${romeo.jid}/phone' type='chat'><body>${word}</body></message>`);
      await chamber.acked();
      await end();
      const unheard = repeatsItsOwn ? twenty('unheard') : [];
      for (const word of unheard) await phone.send(balcony.fullJid, word);
      proxy.refuse();
      proxy.cut();
      await phone.event('disconnected');

      await stage.server.restart();
      const again = await juliet.arrive('starttls');
      await resume(again, balcony);
      for (const word of handled) await again.expect(`<message id='*'><body>${word}</body></message>`);
      proxy.accept();
      await phone.event('resumed');
      for (const word of unheard) await again.expect(`<message id='*'><body>${word}</body></message>`);
      again.send(`<message to='${romeo.jid}/phone' type='chat'><body>last</body></message>`);
      expect(await phone.bodiesUpTo('last')).toEqual([...queued, 'last']);
    });

    it('resumes in the middle of a conversation with another of its kind', async () => {
      const [romeo, juliet] = await Promise.all(['romeo', 'juliet'].map((n) => stage.person(n)));
      if (!romeo || !juliet) throw new Error('nobody came');
      const at = port(stage.server.address);
      const phone = await enter(romeo, at);
      const tablet = await enter(juliet, at);
      const [ours, theirs] = [twenty('ours'), twenty('theirs')];
      for (const [i, word] of ours.entries()) {
        await phone.send(`${juliet.jid}/phone`, word);
        await tablet.send(`${romeo.jid}/phone`, theirs[i] as string);
        // A library that forgets its own may only be interrupted once they were taken.
        if (!repeatsItsOwn) {
          while (tablet.messages.length <= i) await tablet.event('message');
          while (phone.messages.length <= i) await phone.event('message');
        }
      }
      await end();
      await Promise.all([phone.event('disconnected'), tablet.event('disconnected')]);
      await stage.server.restart();
      await Promise.all([phone.event('resumed'), tablet.event('resumed')]);
      await phone.send(`${juliet.jid}/phone`, 'last');
      await tablet.send(`${romeo.jid}/phone`, 'last');
      expect(await tablet.bodiesUpTo('last')).toEqual([...ours, 'last']);
      expect(await phone.bodiesUpTo('last')).toEqual([...theirs, 'last']);
    });
  });
}

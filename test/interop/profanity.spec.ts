import { describe, expect, it, onTestFinished } from 'vitest';
import { CutProxy } from '../support/cut-proxy.js';
import { profanityClient } from '../support/driven-client.js';
import { describeOutages } from '../support/outages.js';
import { openStage } from '../support/stage.js';

const stage = openStage();

// COMPAT libstrophe 0.12 counts its own stanzas from <enabled/> on, not from <enable/>: on resume it leaves out as many
// of those the server lacks as it had sent in between.
// COMPAT profanity 0.13 gives its session up after a refused connection: below.
describeOutages('profanity', stage, profanityClient, (address) => address.c2s, {
  repeatsItsOwn: false,
  away: 'hold',
});

describe('profanity after a refused connection', () => {
  it('binds afresh and gets what the session it gave up had not heard, once and in order', async () => {
    const romeo = await stage.person('romeo');
    const balcony = await (await stage.person('juliet')).signIn('starttls', { sm: 'resume' });
    const proxy = await CutProxy.to(stage.server.address.c2s);
    onTestFinished(() => proxy.close());
    const phone = profanityClient(proxy.port, {
      user: romeo.user,
      password: romeo.password,
      resource: 'phone',
    });
    onTestFinished(() => phone.dispose());
    await phone.event('online');
    const refused = proxy.refused();
    proxy.refuse();
    proxy.cut();
    await phone.event('disconnected');
    const words = Array.from({ length: 10 }, (_, i) => `missed ${i}`);
    for (const word of words)
      balcony.send(`<message to='${romeo.jid}/phone' type='chat'><body>${word}</body></message>`);
    await balcony.acked();
    await refused;
    proxy.accept();
    await phone.event('online');
    balcony.send(`<message to='${romeo.jid}/phone' type='chat'><body>after</body></message>`);
    expect(await phone.bodiesUpTo('after')).toEqual([...words, 'after']);
    expect(phone.messages.map(({ delayed }) => delayed)).toEqual([...words.map(() => true), false]);
  });
});

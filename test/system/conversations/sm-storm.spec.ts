import { describe, expect, it } from 'vitest';
import { NS } from '../../support/namespaces.js';
import { askToResume } from '../../support/negotiation.js';
import { openStage } from '../../support/stage.js';
import { TRANSPORTS } from '../../support/wire.js';
import type { XmlClient } from '../../support/xml-client.js';

const ROUNDS = 12;
const PER_ROUND = 15;
const stage = openStage();

/** Numbers that look random and are the same every time: mulberry32. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % sides;
  };
}

/** The number a message carries as its body. */
const numberIn = (client: XmlClient) =>
  client.expectStanza().then((stanza) => Number(stanza.childText('body')));

describe.each(TRANSPORTS)('a client in a storm, over %s', (transport) => {
  it.each([1, 2, 3])('gets everything once and in order, and so does its peer (seed %i)', async (seed) => {
    const roll = dice(seed);
    const romeo = await stage.person('romeo');
    const balcony = await (await stage.person('juliet')).signIn(transport);
    let phone = await romeo.signIn(transport, { sm: 'resume', resource: 'phone' });
    const outbox: string[] = [];
    const [got, wanted]: [number[], number[]] = [[], []];

    for (let round = 0; round < ROUNDS; round += 1) {
      phone.answering = roll(3) > 0;
      for (let i = 0; i < PER_ROUND; i += 1) {
        const n = round * PER_ROUND + i;
        wanted.push(n);
        balcony.send(`<message to='${phone.fullJid}' type='chat'><body>${n}</body></message>`);
        const ours = `<message to='${balcony.fullJid}' type='chat'><body>${n}</body></message>`;
        outbox.push(ours);
        phone.send(ours);
      }
      for (let reads = roll(PER_ROUND); reads > 0; reads -= 1) got.push(await numberIn(phone));

      // Stanzas that came and were counted are read before the old connection is let go: the client has them.
      const lost = phone;
      const way = roll(3);
      if (way === 0) lost.cut();
      else if (way === 1) lost.stall();
      got.push(...lost.abandon().map(Number));

      phone = await romeo.arrive(transport);
      askToResume(phone, lost);
      const resumed = await phone.expect(`<resumed xmlns='${NS.sm3}'/>`);
      // What the server has is behind us (two stanzas went before the first message); the rest goes again, in order.
      const handled = Number(resumed.attrs['h']) - 2;
      for (const again of outbox.slice(handled)) phone.repeat(again);
    }

    while (got.length < wanted.length) got.push(await numberIn(phone));
    expect(got).toEqual(wanted);
    await phone.expectNothing();
    const heard: number[] = [];
    while (heard.length < wanted.length) heard.push(await numberIn(balcony));
    expect(heard).toEqual(wanted);
    await balcony.expectNothing();
  });
});
